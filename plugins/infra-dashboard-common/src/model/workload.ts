import type { Metadata, StatusReason } from './shared';
import type {
  Health,
  ProviderType,
  WorkloadRole,
  WorkloadType,
} from './vocabulary';

/** Memory or storage of a workload. @public */
export interface WorkloadBytes {
  /** Bytes. */
  used?: number;
  /** Bytes. */
  total?: number;
}

/**
 * A guest, pod, deployment or instance.
 *
 * @public
 */
export interface Workload extends StatusReason {
  /** Stable over restarts, migration and rename: an id of the platform. */
  id: string;
  /** As the platform shows it. */
  name: string;
  /** Name of the cluster. */
  cluster: string;
  /** The platform. */
  provider: ProviderType;
  /** Name of the node that it runs on. */
  node?: string;
  /** What the platform groups workloads by: a namespace, project or pool. */
  namespace?: string;
  /** Type of the workload on its platform. */
  type: WorkloadType;
  /** Set by the collector, from `controllerId` and the type. */
  role?: WorkloadRole;
  /**
   * Id of the workload that runs it as one of its replicas: the outermost controller of those
   * that are workloads themselves.
   */
  controllerId?: string;
  /** The platform's word, such as `CrashLoopBackOff`. */
  status: string;
  /** In the vocabulary of all platforms. */
  health: Health;
  /** ISO 8601 time since which it has this health, as far as it was observed. */
  since?: string;
  /** Cores. */
  cpu: {
    /** Cores assigned, requested or limited. */
    count?: number;
    /** Cores in use. */
    usage?: number;
  };
  /** Bytes. */
  memory: WorkloadBytes;
  /** Bytes. */
  storage?: WorkloadBytes;
  /** Seconds. */
  uptime?: number;
  /** Number of containers of a pod, or of replicas of a deployment. */
  ready?: { ready: number; desired: number };
  /** Number of restarts. */
  restarts?: number;
  /** A template to clone from, which never runs. */
  template?: boolean;
  /** As the platform has them. */
  labels?: Metadata;
  /** As the platform has them. */
  tags?: string[];
  /** IP addresses. */
  addresses?: string[];
  /** Container images or the image of the machine. */
  images?: string[];
  /** Controller on the platform, such as a Deployment. */
  owner?: { kind: string; name: string };
  /** Catalog entities that it belongs to, such as `component:default/web`. */
  entityRefs?: string[];
  /** Catalog entity of its owner, such as `group:default/payments`. */
  ownerRef?: string;
  /**
   * What found the owner: `label` (labels, tags, annotations or selectors that name an entity),
   * `rule` (a rule of the configuration) or `default` (of the namespace or cluster).
   */
  ownerSource?: 'rule' | 'label' | 'default';
  /** ISO 8601. */
  createdAt?: string;
  /** ISO 8601 time of the last good backup, as far as the platform tells. */
  lastBackup?: string;
  /** Other facts of the platform. */
  metadata?: Metadata;
}
