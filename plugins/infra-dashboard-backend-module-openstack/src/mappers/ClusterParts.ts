import type { Result } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { NameOwner } from './hypervisor';
import type {
  AbsoluteLimits,
  Catalog,
  ComputeService,
  Flavor,
  Hypervisor,
  Inventories,
  Pool,
  Server,
  Usages,
} from '../schemas';

/** Rows of a list. Invalid rows are only counted. */
export interface List<T> {
  items: T[];
  skipped: number;
  /** Requests that it took. */
  pages: number;
  /** There are more rows than were read. */
  truncated: boolean;
}

/** Size and allocation of one host in Placement. */
export interface HostAllocation {
  inventories: Inventories;
  /** Absent where they could not be read. */
  usages?: Usages;
  /**
   * When the inventories were read, in milliseconds since the epoch, if they have changed since
   * and were not read again yet.
   */
  outdatedSince?: number;
}

export interface Allocations {
  /** By id of the hypervisor. */
  byId: Map<string, HostAllocation>;
  /** Hosts whose values could not be read, or are outdated. */
  unread: number;
  /** Names of hosts that Placement does not know; none where its list is not complete. */
  unknown: string[];
}

/** Everything that one refresh reads of a region. */
export interface ClusterParts {
  /** Name of the cluster. */
  cluster: string;
  /** Milliseconds since the epoch, on the clock of Nova. */
  readAt: number;
  /** By how much the clock of Nova is ahead, in milliseconds. */
  skewMs?: number;
  token: {
    userName?: string;
    project: { id: string; name?: string };
    catalog: Catalog;
  };
  /** When the credentials end, in milliseconds since the epoch; absent where they do not. */
  credentials?: { kind: 'credential' | 'password'; expiresAt: number };
  region?: string;
  /** The newest microversion of Nova, and the one that requests used. */
  microversion: { max?: string; used?: string };
  hypervisors: Result<List<Hypervisor>>;
  /** Rows of the last successful read, used where this one failed. */
  lastHypervisors: Hypervisor[];
  /** Which host has a name as it is, by name. */
  nameOwners?: ReadonlyMap<string, NameOwner>;
  services: Result<List<ComputeService>>;
  /** Absent where there are no hosts to read it for. */
  placement?: Result<Allocations>;
  /** Quota of the project; read only where hypervisors are forbidden. */
  limits?: Result<AbsoluteLimits>;
  /** Storage pools; absent where the region has no Cinder. */
  pools?: Result<List<Pool>>;
  servers: Result<List<Server>>;
  /** Whether `servers` are those of all projects. */
  allProjects: boolean;
  /** False where the configuration asks for the servers of one project only. */
  wantsAllProjects: boolean;
  /** Names by id without dashes. */
  projects: Map<string, string>;
  /** By id; needed below microversion 2.47 only. */
  flavors: Map<string, Flavor>;
  /** Why servers are in ERROR, by id of the server. */
  faults: Map<string, string>;
}

/** The value of a part; undefined where it could not be read. */
export function valueOf<T>(result: Result<T> | undefined): T | undefined {
  return result?.ok ? result.value : undefined;
}

/** Whether the role or the access rules of the credentials do not allow it. */
export function isForbidden(result: Result<unknown> | undefined): boolean {
  return result?.ok === false && result.failure.upstreamStatus === 403;
}

/** Whether the cloud does not have it. */
export function isMissing(result: Result<unknown> | undefined): boolean {
  return result?.ok === false && result.failure.upstreamStatus === 404;
}
