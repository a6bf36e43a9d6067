import {
  Expiring,
  toResult,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import { normalizeId } from '../mappers/quantity';
import { projectSchema, type Project } from '../schemas';
import type { ForbiddenCache } from './ForbiddenCache';
import type { Recall } from './recall';

/** Projects change rarely. */
const TTL_MS = 10 * 60_000;

/**
 * Names of projects that the credentials may read. Others are shown with their id.
 *
 * A name is unique only within its domain. The first project of a name has it as it is, also after
 * another one came: rules and owners use it. Others get their domain appended, and keep that.
 */
export class ProjectNames {
  readonly #client: OpenStackClient;
  readonly #forbidden: ForbiddenCache;
  readonly #projects = new Expiring<Project[]>({ ttlMs: TTL_MS });
  /** Used while they cannot be read again. */
  #last: Project[] = [];
  /** Ids of the projects that have a name as it is. */
  readonly #owners = new Map<string, string>();
  /** Projects, each with its name, that are shown with their domain. */
  readonly #qualified = new Set<string>();

  constructor(options: { client: OpenStackClient; forbidden: ForbiddenCache }) {
    this.#client = options.client;
    this.#forbidden = options.forbidden;
  }

  /** Reads the names again, also where that was forbidden. */
  recheck(): void {
    this.#projects.clear();
    this.#forbidden.clear();
  }

  /**
   * Names by id without dashes. The name of the own project is in the token.
   *
   * @param options - `recall`: what servers were last stored with, after a start
   */
  async read(options: {
    allProjects: boolean;
    signal: AbortSignal;
    recall?: Recall;
  }): Promise<Map<string, string>> {
    const { project } = await this.#client.token();
    const own: Array<[string, string]> = project.name
      ? [[normalizeId(project.id), project.name]]
      : [];
    if (!options.allProjects) return new Map(own);
    // Regions that are read at the same time share the request.
    const projects = await toResult(
      this.#projects.get(() => this.#readAll(options.signal)),
    );
    if (projects.ok) this.#last = projects.value;
    return new Map([...own, ...(await this.#nameAll(options.recall))]);
  }

  async #nameAll(recall?: Recall): Promise<Array<[string, string]>> {
    const groups = new Map<string, Project[]>();
    for (const one of this.#last) {
      groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
    }
    const doubtful = [...groups].filter(
      ([name, group]) => group.length > 1 && !this.#owners.has(name),
    );
    if (recall && doubtful.length > 0) await this.#restore(doubtful, recall);
    return [...groups].flatMap(([name, group]) =>
      group.map((one): [string, string] => [
        normalizeId(one.id),
        this.#nameOf(one, group.length === 1) ?? `${name} (${one.domain_id})`,
      ]),
    );
  }

  /** Undefined for the name with the domain. */
  #nameOf(project: Project, isAlone: boolean): string | undefined {
    const { domain_id: domain, id, name } = project;
    const key = JSON.stringify([id, name]);
    if (isAlone && !this.#qualified.has(key)) this.#owners.set(name, id);
    if (!domain || this.#owners.get(name) === id) return name;
    this.#qualified.add(key);
    return undefined;
  }

  /** Finds which of several projects had their name as it is before the start. */
  async #restore(doubtful: Array<[string, Project[]]>, recall: Recall) {
    const ids = new Map(
      doubtful.flatMap(([name, group]) =>
        group.map(({ id }) => [normalizeId(id), { id, name }] as const),
      ),
    );
    const stored = await recall({
      groupOf: ({ tenant_id: id }) =>
        id && ids.has(normalizeId(id)) ? normalizeId(id) : undefined,
      shown: ({ namespace }) => namespace,
    });
    for (const [key, names] of stored) {
      const { id, name } = ids.get(key)!;
      if (names.includes(name)) this.#owners.set(name, id);
    }
  }

  async #readAll(signal: AbortSignal): Promise<Project[]> {
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
    return projects.value.items;
  }
}
