import type {
  ProviderFailure,
  Result,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxCredentials } from '../config';
import type { BackupInfo } from './backup';
import type {
  CephStatus,
  ClusterStatusRow,
  Permissions,
  Resource,
  StorageConfig,
} from '../schemas';

/** What is read in addition to the resources, less often; absent until it is read. */
export interface ClusterInfo {
  /** Rows of the last good `GET /cluster/status`. */
  status?: ClusterStatusRow[];
  /** Why it could not be read the last time; an old quorum may be wrong by now. */
  statusFailure?: ProviderFailure;
  version?: string;
  /** Fingerprints of the certificates of all nodes, read where the identity is in doubt. */
  certificates?: string[];
  /** Absent where Ceph is not installed or may not be read; a failure if it worked before. */
  ceph?: Result<CephStatus>;
  /** How storages are configured. */
  storages?: StorageConfig[];
  permissions?: Permissions;
  /** Whether a guest disappeared from the list since they were read. */
  arePermissionsOutdated?: boolean;
}

/** What one cluster member returned in one refresh. */
export interface MemberReading {
  /** Rows of `GET /cluster/resources`. */
  rows: Resource[];
  /** Number of rows that were skipped because they are malformed. */
  invalidRows: number;
  info: ClusterInfo;
}

/** A guest as it was when PVE last knew its details. */
export interface KnownGuest {
  name?: string;
  maxcpu?: number;
  maxmem?: number;
  maxdisk?: number;
  template?: number;
  status?: string;
  lock?: string;
  /** When the lock was first seen, in milliseconds since the epoch. */
  lockedSince?: number;
}

/** Guests of one type whose IP addresses may not be read. */
export interface AddressFailure {
  type: string;
  count: number;
  failure: ProviderFailure;
}

/** A configured address that is not used while others work. */
export interface UnusedAddress {
  /** Position in the configuration, from 1. */
  number: number;
  total: number;
  failure: ProviderFailure;
}

/** All that the reading of a cluster is made from. */
export interface ClusterParts extends MemberReading {
  /** Name of the cluster. */
  cluster: string;
  identity: readonly string[];
  /** By the key of the guest. */
  knownGuests: ReadonlyMap<string, KnownGuest>;
  /** Version by the name of the node, as far as they are read. */
  nodeVersions?: ReadonlyMap<string, string>;
  /** Backups of guests, as far as they are read. */
  backups?: BackupInfo;
  /** IP addresses by the key of the guest. */
  addresses: ReadonlyMap<string, string[]>;
  addressFailures: readonly AddressFailure[];
  unusedAddresses: readonly UnusedAddress[];
  credentials: ProxmoxCredentials;
  /** Milliseconds since the epoch. */
  readAt: number;
  /** By how much the clock of the member is ahead, in milliseconds. */
  skewMs?: number;
}

/** Whether the member has quorum; undefined where that is not known. */
export function quorateOf(info: ClusterInfo): boolean | undefined {
  if (info.statusFailure) return undefined;
  return info.status?.find(({ type }) => type === 'cluster')?.quorate;
}
