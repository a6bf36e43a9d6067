import type { ReadOptions } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import { SERVICES } from '../client/catalog';
import type { KeystoneToken } from '../client/KeystoneToken';
import { valueOf, type ClusterParts } from '../mappers/ClusterParts';
import { missingService } from '../failures';
import { keystoneIdentity } from '../identity';
import { formatMicroversion } from '../microversion';
import { ForbiddenCache } from './ForbiddenCache';
import { HostNames } from './HostNames';
import { HostReader } from './HostReader';
import { InstanceReader } from './InstanceReader';
import { PoolReader } from './PoolReader';
import type { CredentialEnd } from './CredentialEnd';
import type { ProjectNames } from './ProjectNames';
import { createRecall } from './recall';

export interface ClusterReaderOptions {
  /** Name of the cluster. */
  cluster: string;
  client: OpenStackClient;
  /** Shared by all regions, since projects belong to Keystone. */
  projects: ProjectNames;
  /** Shared by all regions, since they have the same login. */
  credentialEnd: Pick<CredentialEnd, 'read'>;
  /** False: read the servers of the own project only. */
  wantsAllProjects: boolean;
  /** Timeout of one request, in milliseconds. */
  totalMs: number;
}

function createReaders(options: ClusterReaderOptions) {
  const forbidden = new ForbiddenCache();
  return {
    forbidden,
    hostNames: new HostNames(),
    hosts: new HostReader({ ...options, forbidden }),
    instances: new InstanceReader({ ...options, forbidden }),
    pools: new PoolReader({ ...options, forbidden }),
  };
}

/** Reads everything that is shown of a region. */
export class ClusterReader {
  readonly #options: ClusterReaderOptions;
  #readers: ReturnType<typeof createReaders>;
  /** Identity of the Keystone that the readers have cached data of. */
  #identity: string[] = [];
  /** Whether names of the time before the start need not be recalled any more. */
  #hasServers = false;

  constructor(options: ClusterReaderOptions) {
    this.#options = options;
    this.#readers = createReaders(options);
  }

  /** Rejects if no token can be had, or if the region has no Nova. */
  async read(options: ReadOptions): Promise<ClusterParts> {
    const { client, cluster, credentialEnd, projects, wantsAllProjects } =
      this.#options;
    const { force, signal } = options;
    if (force) {
      // A person may have granted a role.
      this.#readers.forbidden.clear();
      projects.recheck();
    }
    // Before everything else: without a token or Nova, other requests are useless.
    const token = await client.token();
    this.#dropOtherCache(token);
    const nova = await client.target('compute', signal);
    if (!nova) throw missingService(SERVICES.compute);
    const { storedWorkloads } = this.#hasServers ? {} : options;
    const load =
      storedWorkloads &&
      ((ids: readonly string[]) => storedWorkloads(cluster, ids));
    const reading = this.#readers.instances.read(signal, load);
    const [hosts, instances, pools, credentials] = await Promise.all([
      this.#readers.hosts.read(signal, reading),
      reading,
      this.#readers.pools.read(options),
      credentialEnd.read(signal),
    ]);
    const servers = valueOf(instances.servers)?.items;
    this.#hasServers ||= servers !== undefined;
    const listed = valueOf(hosts.hypervisors)?.items ?? [];
    const nameOwners = await this.#readers.hostNames.assign(
      listed,
      servers && load && createRecall(servers, load),
    );
    // The requests may have corrected the microversion.
    const after = await client.target('compute', signal);
    const { clock } = (after ?? nova).client;
    if (this.#dropOtherCache(await client.token())) {
      // After a new login to another Keystone, some of this is data of the previous one.
      return this.read(options);
    }
    return {
      cluster,
      readAt: clock.now(),
      skewMs: clock.skewMs,
      token: {
        catalog: token.catalog,
        project: token.project,
        userName: token.userName,
      },
      region: nova.region,
      microversion: {
        max: after?.max && formatMicroversion(after.max),
        used: after?.used && formatMicroversion(after.used),
      },
      wantsAllProjects,
      ...hosts,
      nameOwners,
      ...instances,
      ...(pools && { pools }),
      ...(credentials && { credentials }),
    };
  }

  /** Drops cached data of another Keystone. True if there was some. */
  #dropOtherCache(token: KeystoneToken): boolean {
    const before = this.#identity;
    this.#identity = keystoneIdentity(token);
    const isOther =
      before.length > 0 && !this.#identity.some(id => before.includes(id));
    if (isOther) this.#readers = createReaders(this.#options);
    return isOther;
  }
}
