import {
  Expiring,
  toResult,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import { normalizeId } from '../mappers/quantity';
import { projectSchema } from '../schemas';
import type { ForbiddenCache } from './ForbiddenCache';

/** Projects change rarely. */
const TTL_MS = 10 * 60_000;

/** Names of projects that the credentials may read. Others are shown with their id. */
export class ProjectNames {
  readonly #client: OpenStackClient;
  readonly #forbidden: ForbiddenCache;
  readonly #names = new Expiring<Map<string, string>>({ ttlMs: TTL_MS });
  /** Used while they cannot be read again. */
  #lastNames = new Map<string, string>();

  constructor(options: { client: OpenStackClient; forbidden: ForbiddenCache }) {
    this.#client = options.client;
    this.#forbidden = options.forbidden;
  }

  /** Reads the names again, also where that was forbidden. */
  recheck(): void {
    this.#names.clear();
    this.#forbidden.clear();
  }

  /** Names by id without dashes. The name of the own project is in the token. */
  async read(options: {
    allProjects: boolean;
    signal: AbortSignal;
  }): Promise<Map<string, string>> {
    const { project } = await this.#client.token();
    const own: Array<[string, string]> = project.name
      ? [[normalizeId(project.id), project.name]]
      : [];
    if (!options.allProjects) return new Map(own);
    // Regions that are read at the same time share the request.
    const names = await toResult(
      this.#names.get(() => this.#readAll(options.signal)),
    );
    if (names.ok) this.#lastNames = names.value;
    return new Map([...own, ...this.#lastNames]);
  }

  async #readAll(signal: AbortSignal): Promise<Map<string, string>> {
    const list = (path: string) => () =>
      this.#client.list({
        service: 'identity',
        path,
        key: 'projects',
        schema: projectSchema,
        action: 'list projects',
        signal,
      });
    const all = await this.#forbidden.request('projects', list('/projects'));
    // Every user may list the projects with an own role.
    const projects =
      all.ok || all.failure.upstreamStatus !== 403
        ? all
        : await this.#forbidden.request('own-projects', list('/auth/projects'));
    if (!projects.ok) throw projects.failure;
    const { items } = projects.value;
    const counts = new Map<string, number>();
    for (const { name } of items) counts.set(name, (counts.get(name) ?? 0) + 1);
    return new Map(
      items.map(({ id, name, domain_id: domain }) => [
        normalizeId(id),
        // A name is unique only within its domain.
        (counts.get(name) ?? 0) > 1 && domain ? `${name} (${domain})` : name,
      ]),
    );
  }
}
