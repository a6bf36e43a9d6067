import {
  toResult,
  withinTime,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import {
  isForbidden,
  valueOf,
  type ClusterParts,
} from '../mappers/ClusterParts';
import { flavorSchema, type Flavor, type Server } from '../schemas';
import { FaultReader } from './FaultReader';
import type { ForbiddenCache } from './ForbiddenCache';
import type { ProjectNames } from './ProjectNames';
import { createRecall } from './recall';
import { ServerList } from './ServerList';

/** What is read of the servers of a region. */
export type InstanceParts = Pick<
  ClusterParts,
  'servers' | 'allProjects' | 'projects' | 'flavors' | 'faults'
>;

export interface InstanceReaderOptions {
  client: OpenStackClient;
  projects: ProjectNames;
  forbidden: ForbiddenCache;
  wantsAllProjects: boolean;
  /** Timeout of one request, in milliseconds. */
  totalMs: number;
}

/** Reads the servers of a region, of all projects if the role allows it. */
export class InstanceReader {
  readonly #options: InstanceReaderOptions;
  readonly #faults: FaultReader;
  readonly #allServers: ServerList;
  readonly #ownServers: ServerList;

  constructor(options: InstanceReaderOptions) {
    const { client } = options;
    this.#options = options;
    this.#faults = new FaultReader(client);
    this.#allServers = new ServerList({ client, query: { all_tenants: 1 } });
    this.#ownServers = new ServerList({ client });
  }

  /**
   * Hosts are shown even if the list of servers takes longer than the refresh may.
   *
   * @param load - reads stored workloads by their ids, after a start
   */
  read(
    signal: AbortSignal,
    load?: Parameters<typeof createRecall>[1],
  ): Promise<InstanceParts> {
    const ms = this.#options.totalMs * 4;
    return withinTime({ signals: [signal], ms }, limited =>
      this.#read(limited, load),
    );
  }

  async #read(
    signal: AbortSignal,
    load?: Parameters<typeof createRecall>[1],
  ): Promise<InstanceParts> {
    const { servers, allProjects } = await this.#servers(signal);
    const rows = valueOf(servers)?.items ?? [];
    const recall = load && createRecall(rows, load);
    const [projects, flavors, faults] = await Promise.all([
      this.#options.projects.read({ allProjects, signal, recall }),
      this.#flavors(rows, signal),
      this.#faults.read(rows, signal),
    ]);
    return { servers, allProjects, projects, flavors, faults };
  }

  async #servers(
    signal: AbortSignal,
  ): Promise<Pick<InstanceParts, 'servers' | 'allProjects'>> {
    const { forbidden, wantsAllProjects } = this.#options;
    if (wantsAllProjects) {
      const servers = await forbidden.request('all-projects', () =>
        this.#allServers.read(signal),
      );
      if (!isForbidden(servers)) return { servers, allProjects: true };
    }
    const servers = await toResult(this.#ownServers.read(signal));
    return { servers, allProjects: false };
  }

  /** Needed below 2.47 only, where a server contains only the id of its flavor. */
  async #flavors(
    servers: Server[],
    signal: AbortSignal,
  ): Promise<Map<string, Flavor>> {
    const isNeeded = servers.some(
      ({ flavor }) => flavor?.id && typeof flavor.vcpus !== 'number',
    );
    if (!isNeeded) return new Map();
    const list = await toResult(
      this.#options.client.list({
        service: 'compute',
        path: '/flavors/detail',
        query: { is_public: 'None' },
        key: 'flavors',
        schema: flavorSchema,
        action: 'list flavors',
        signal,
      }),
    );
    const flavors = valueOf(list)?.items ?? [];
    return new Map(flavors.map(flavor => [flavor.id, flavor]));
  }
}
