import type { Health, ProviderType } from './vocabulary';

/** Query of `GET /clusters`. @public */
export interface ClusterQuery {
  /** Only this platform. */
  provider?: ProviderType;
  /** Only this health. */
  health?: Health;
  /** `nodes`: each cluster contains its nodes. */
  include?: 'nodes';
}

/** Sort keys of workloads. @public */
export const WORKLOAD_SORT_KEYS = [
  'name',
  'cluster',
  'node',
  'namespace',
  'type',
  'status',
  'health',
  'cpu',
  'memory',
  'storage',
  'uptime',
  'created',
  'restarts',
  'owner',
] as const;

/** Query of `GET /workloads`. @public */
export interface WorkloadQuery {
  /** Words that name, id, address, tag, node or label must contain. */
  q?: string;
  /** A platform type, or several separated by commas. */
  provider?: string;
  /** A cluster name, or several separated by commas. */
  cluster?: string;
  /** A node name. */
  node?: string;
  /** A namespace, project or pool. */
  namespace?: string;
  /** A workload type. */
  type?: string;
  /** Only this health. */
  health?: Health;
  /** `true`: only templates; `false`: everything but templates. */
  template?: 'true' | 'false';
  /** Entity reference of the owner; a bare name is that of a group. */
  owner?: string;
  /**
   * A component, a system or domain with all that is part of it, or a group or user with all
   * that it owns; a bare name is that of a component.
   */
  entityRef?: string;
  /** A key of `WORKLOAD_SORT_KEYS`, with a leading `-` for descending. */
  sort?: string;
  /** Number of rows of a page, 1..1000. */
  limit?: number;
  /** `nextCursor` of the previous page. */
  cursor?: string;
}
