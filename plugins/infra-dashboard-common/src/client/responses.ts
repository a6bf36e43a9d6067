import type {
  Change,
  ClusterStatus,
  Counts,
  Freshness,
  NodeStatus,
  PlatformDescriptor,
  ProviderError,
  ProviderIssue,
  ProviderStatus,
  ProviderType,
  Workload,
  WorkloadDetail,
  WorkloadReference,
  StorageStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { History } from './history';

export type { ProviderIssue };

/** Response of `GET /clusters`. @public */
export interface ClusterList {
  /** One for each that the caller may see. */
  items: ClusterStatus[];
}

/** Response of the workload lists of one cluster or node. @public */
export interface WorkloadList {
  /** The rows. */
  items: Workload[];
}

/** Response of `GET /workloads`. @public */
export interface WorkloadPage {
  /** The rows. */
  items: Workload[];
  /** Number of rows over all pages. */
  totalItems: number;
  /** Absent on the last page. */
  nextCursor?: string;
}

/** Response of `GET /nodes`; each node has its age. @public */
export interface NodePage {
  /** The rows. */
  items: NodeStatus[];
  /** Number of rows over all pages. */
  totalItems: number;
  /** Absent on the last page. */
  nextCursor?: string;
}

/** Response of `GET /providers` and `GET /health/providers`. @public */
export interface ProviderList {
  /** One for each that the caller may see. */
  items: ProviderStatus[];
}

/** Response of `GET /health`. @public */
export interface HealthReport {
  /** The worst of all; `empty`: no provider is configured. */
  status: 'ok' | 'degraded' | 'failed' | 'empty';
  /** Number of providers by state. */
  providers: Counts;
  /** Number of clusters by health. */
  clusters: Counts;
  /** Number of circuit breakers by state. */
  breakers?: Counts;
  /** ISO 8601 time of the latest good read of any provider. */
  lastSuccessAt?: string;
  /** The providers that are failing or misconfigured. */
  problems?: ProviderStatus[];
  /** Problems in sections of the configuration; only for callers who may manage providers. */
  configuration?: ProviderIssue[];
}

/** Response of `GET /changes`, the latest first. @public */
export interface ChangePage {
  /** The rows. */
  items: Change[];
  /** Absent on the last page. */
  nextCursor?: string;
}

/** Response of `GET /history`. @public */
export interface HistoryList {
  /** One for each cluster. */
  items: History[];
}

/** Response of `GET /platforms`. @public */
export interface PlatformList {
  /** In the order of their titles. */
  items: PlatformDescriptor[];
}

/** A node or machine that a workload runs on. @public */
export interface WorkloadPlace {
  /** `workload`: a machine that is a node of another cluster. */
  kind: 'node' | 'workload';
  /** Name of the cluster. */
  cluster: string;
  /** The platform. */
  provider: ProviderType;
  /** Of the node or machine. */
  name: string;
  /** Id of the machine. */
  id?: string;
}

/** A page of another tool about a workload. @public */
export interface WorkloadLink {
  /** As configured. */
  title: string;
  /** Its scheme is http or https. */
  url: string;
}

/** Response of `GET /workloads/{cluster}/{id}`. @public */
export interface WorkloadResponse {
  /** As it was last read in the background. */
  workload: Workload;
  /** How old `workload` is. */
  freshness: Freshness;
  /** The controller that it is a replica of. */
  controller?: WorkloadReference;
  /** Where it runs, from the inside out: node, machine, hypervisor. */
  runsOn?: WorkloadPlace[];
  /** Pages of other tools, from `infraDashboard.links`. */
  links?: WorkloadLink[];
  /** Why no newer one could be read. */
  error?: ProviderError;
  /** What was requested by `include`, where it could be read. */
  detail?: WorkloadDetail;
  /** Why there is no `detail`. */
  detailError?: ProviderError;
}

/** Body of `PUT /providers/:name/enabled`. @public */
export interface ProviderSwitch {
  /** Survives restarts and overrides the configuration. */
  enabled: boolean;
}

/** Response of `POST /providers/validate`. @public */
export interface ProviderValidation {
  /** Whether the entry can be used. */
  ok: boolean;
  /** The problem. */
  issues: ProviderIssue[];
  /** YAML to paste into app-config, with variables for secrets. */
  snippet: string;
  /** Environment variables that the snippet needs. */
  variables: string[];
}

/** Response of `GET /storages`. @public */
export interface StoragePage {
  /** The rows. */
  items: StorageStatus[];
  /** Number of rows over all pages. */
  totalItems: number;
  /** Absent on the last page. */
  nextCursor?: string;
}
