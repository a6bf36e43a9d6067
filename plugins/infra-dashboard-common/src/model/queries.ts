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
  /**
   * Words that name, id, address, tag, node or label must contain, and conditions such as
   * `type:vm status:running tag:prod mem>90 age<1h owner:none "two words"`.
   */
  q?: string;
  /** A platform type, or several separated by commas. */
  provider?: string;
  /** A cluster name, or several separated by commas. */
  cluster?: string;
  /** A node name, or several separated by commas. */
  node?: string;
  /** A namespace, project or pool, or several separated by commas. */
  namespace?: string;
  /** A workload type, or several separated by commas. */
  type?: string;
  /** A role, or several separated by commas; `app,machine` leaves replicas out. */
  role?: string;
  /** Id of the controller whose replicas are returned. */
  controller?: string;
  /** A health, or several separated by commas. */
  health?: string;
  /** `true`: only templates; `false`: everything but templates. */
  template?: 'true' | 'false';
  /**
   * Entity reference of the owner, or several separated by commas; a bare name is that of a
   * group, `none` stands for workloads without owner.
   */
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
