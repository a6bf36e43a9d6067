import type { OpenStackClient } from '../client';
import type { Denials } from './ForbiddenCache';
import { sameId } from '../mappers/quantity';
import { projectSchema } from '../schemas';

/** Projects come and go by hand. */
const KEPT_MS = 10 * 60_000;

/** Names of projects, as far as they may be read; without one, the id is shown. */
export class ProjectNames {
  readonly #client: OpenStackClient;
  readonly #denials: Denials;
  #kept: { names: Map<string, string>; readAt: number } | undefined;
  #reading: Promise<Map<string, string> | undefined> | undefined;

  constructor(options: { client: OpenStackClient; denials: Denials }) {
    this.#client = options.client;
    this.#denials = options.denials;
  }

  /**
   * Names by id without dashes. With one project only, the token has told its name, and
   * nothing is asked.
   */
  async read(options: {
    allProjects: boolean;
    signal: AbortSignal;
  }): Promise<Map<string, string>> {
    const { project } = await this.#client.token();
    const own: Array<[string, string]> = project.name
      ? [[sameId(project.id), project.name]]
      : [];
    if (!options.allProjects) return new Map(own);
    if (!this.#kept || Date.now() - this.#kept.readAt > KEPT_MS) {
      // Regions that are read side by side ask once.
      this.#reading ??= this.#readAll(options.signal).finally(() => {
        this.#reading = undefined;
      });
      const names = await this.#reading;
      if (!names) return this.#kept?.names ?? new Map(own);
      this.#kept = { names, readAt: Date.now() };
    }
    return new Map([...own, ...this.#kept.names]);
  }

  async #readAll(
    signal: AbortSignal,
  ): Promise<Map<string, string> | undefined> {
    const list = (path: string) => () =>
      this.#client.list({
        service: 'identity',
        path,
        key: 'projects',
        schema: projectSchema,
        action: 'list projects',
        signal,
      });
    let part = await this.#denials.ask('projects', list('/projects'));
    // Open to everybody, but only for the projects that one has a role on.
    if (part.state === 'denied') {
      part = await this.#denials.ask('own-projects', list('/auth/projects'));
    }
    if (part.state !== 'read') return undefined;
    const { items } = part.value;
    const times = new Map<string, number>();
    for (const { name } of items) times.set(name, (times.get(name) ?? 0) + 1);
    return new Map(
      items.map(({ id, name, domain_id: domain }) => [
        sameId(id),
        // A name counts only within its domain.
        (times.get(name) ?? 0) > 1 && domain ? `${name} (${domain})` : name,
      ]),
    );
  }
}
