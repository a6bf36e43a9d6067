import type {
  Health,
  ProviderType,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { HistoryMetric } from './history';

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
   * What found the owner: `none`, `default`, `label` or `rule`, or several separated by commas.
   */
  ownerSource?: string;
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

/** Sort keys of nodes. @public */
export const NODE_SORT_KEYS = [
  'name',
  'cluster',
  'status',
  'health',
  'cpu',
  'memory',
  'storage',
  'uptime',
  'workloads',
] as const;

/** Query of `GET /nodes`. @public */
export interface NodeQuery {
  /** Words that name, id, address, label, fact or cluster must contain. */
  q?: string;
  /** A platform type, or several separated by commas. */
  provider?: string;
  /** A cluster name, or several separated by commas. */
  cluster?: string;
  /** A state such as `ready` or `offline`, or several separated by commas. */
  status?: string;
  /** A health, or several separated by commas. */
  health?: string;
  /**
   * A key of `NODE_SORT_KEYS`, with a leading `-` for descending. `cpu`, `memory` and `storage`
   * are the share in use; unknown values are last in either direction.
   */
  sort?: string;
  /** Number of rows of a page, 1..1000. */
  limit?: number;
  /** `nextCursor` of the previous page. */
  cursor?: string;
}

/** Query of `GET /changes`. @public */
export interface ChangeQuery {
  /** ISO 8601 time, or a duration back from now such as `1h`, `30m` or `7d`. */
  since?: string;
  /** ISO 8601 time, or a duration back from now. Default: now. */
  until?: string;
  /** A kind, or several separated by commas. */
  kind?: string;
  /** A platform type, or several separated by commas. */
  provider?: string;
  /** A cluster name, or several separated by commas. */
  cluster?: string;
  /** A node name. */
  node?: string;
  /** Id of a workload. */
  workload?: string;
  /** Entity reference of the owner; a bare name is that of a group. */
  owner?: string;
  /** Entity whose workloads changed, as in `WorkloadQuery`. */
  entityRef?: string;
  /** Number of rows of a page, 1..1000. */
  limit?: number;
  /** `nextCursor` of the previous page. */
  cursor?: string;
}

/** Query of `GET /clusters/:cluster/history`. @public */
export interface HistoryQuery {
  /** Default: all. */
  metric?: HistoryMetric;
  /** Of this node, not of the cluster. */
  node?: string;
  /** Begin, as ISO 8601. Default: a day before `to`. */
  from?: string;
  /** End, as ISO 8601. Default: now. */
  to?: string;
}

/** Query of `GET /history/workloads/:cluster/:id`. @public */
export type WorkloadHistoryQuery = Pick<HistoryQuery, 'from' | 'to'>;

/** Query of `GET /history`: one metric of all clusters. @public */
export interface HistoryListQuery extends Pick<HistoryQuery, 'from' | 'to'> {
  /** The counted or measured metric. */
  metric: HistoryMetric;
}

/** Query of `GET /workloads/{cluster}/{id}`. @public */
export interface WorkloadDetailQuery {
  /** `detail`, `events` or both, separated by a comma: read from the platform. */
  include?: string;
}

/** Sort keys of storages. @public */
export const STORAGE_SORT_KEYS = [
  'name',
  'cluster',
  'type',
  'shared',
  'content',
  'share',
  'used',
  'total',
  'nodes',
  'health',
] as const;

/** Query of `GET /storages`. @public */
export interface StorageQuery {
  /** Words that name, type, backing, node, content or cluster must contain. */
  q?: string;
  /** A platform type, or several separated by commas. */
  provider?: string;
  /** A cluster name, or several separated by commas. */
  cluster?: string;
  /** A storage type, or several separated by commas. */
  type?: string;
  /** A health, or several separated by commas. */
  health?: string;
  /** `true`: only shared ones; `false`: only local ones. */
  shared?: 'true' | 'false';
  /**
   * A key of `STORAGE_SORT_KEYS`, with a leading `-` for descending. `share` is what part of the
   * space is in use; of the same health, `-health` has the fullest first.
   */
  sort?: string;
  /** Number of rows of a page, 1..1000. */
  limit?: number;
  /** `nextCursor` of the previous page. */
  cursor?: string;
}
