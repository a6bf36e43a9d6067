import type {
  ClusterStatus,
  ClusterTotals,
  Completeness,
  ConnectionCheck,
  Health,
  Limitation,
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProviderFailure } from './ProviderFailure';

/** How one read is to be done. @public */
export interface ReadOptions {
  /** Ends the read; the collector aborts it when its time is up or the provider is gone. */
  signal: AbortSignal;
  /**
   * Identity of the refresh that this read belongs to. Reads of the same cycle may share
   * upstream answers, so that clusters and workloads out of one upstream list cost one
   * request. Without it each read asks upstream.
   */
  cycle?: object;
  /** A person asked: discovery is repeated and lists are read again. */
  force?: boolean;
  /**
   * The identity of a cluster by its name, as its last good reading had it. A provider with
   * several addresses uses it to leave out those that lead to another cluster.
   */
  identityOf?(cluster: string): readonly string[] | undefined;
}

/** One cluster as a provider reads it; the collector adds freshness and errors. @public */
export interface ClusterReading {
  /** Unique over all providers; the name of the provider unless it has several clusters. */
  name: string;
  displayName?: string;
  version?: string;
  health: Health;
  statusReason?: string;
  /** All nodes; empty where they are hidden from us, which `limitations` then says. */
  nodes: NodeStatus[];
  /** Where nodes are hidden: which workloads share a host. */
  hostGroups?: ClusterStatus['hostGroups'];
  /** Where the nodes do not add up to the truth: shared storage, quota instead of nodes. */
  totals: ClusterTotals;
  limitations?: Limitation[];
  /**
   * Whether a node that is not listed, and a fact that a node or the cluster does not have,
   * are known not to exist. Where it is absent or false, nothing is removed because of this
   * reading: rows were left out, or a list was truncated, denied or not read.
   */
  complete?: Pick<Completeness, 'nodes' | 'facts'>;
  metadata?: Record<string, string>;
  /**
   * What stays when the address, the name or the members of the cluster change: such as the
   * uid of a namespace, or the ids of its services. Of several, one that is the same is
   * enough. The collector refuses a reading that has nothing in common with the one before.
   */
  identity?: string | string[];
  /**
   * Why this cluster could not be read where others of the connection could: what was last
   * read of it is kept, and the rest of the reading is not looked at.
   */
  failure?: ProviderFailure;
}

/** The workloads of one cluster. @public */
export interface WorkloadsReading {
  items: Workload[];
  /**
   * When the workloads were last known to be complete and current, in milliseconds since the
   * epoch. For providers that keep them up to date by a stream: the last sign of life of that
   * stream. Without it, the time of the read counts.
   */
  observedAt?: number;
  limitations?: Limitation[];
  /** Whether a workload that is not listed is known not to exist; absent: it is not. */
  complete?: boolean;
}

/** Credentials as they are used at one address. @public */
export interface ProviderLogin {
  /** Where they are sent. */
  address: string;
  /** User or token with its secret; whatever differs when they change. */
  credentials: string;
}

/**
 * A connection to one platform installation.
 *
 * @remarks
 * Reads reject with a {@link ProviderFailure} when upstream fails as a whole; what only a
 * part of the answer suffers from is a limitation of the reading. A provider opens no
 * connection before its first read and honours `signal`. It may keep a stream open between
 * reads to hear of changes, until `close` or until nobody has read for minutes; data of a
 * stream is never handed out as good when upstream cannot be reached.
 *
 * @public
 */
export interface InfraProvider {
  /**
   * The names of the clusters where they are known before the first read; without it, one
   * with the name of the provider stands for them until then.
   */
  readonly clusterNames?: readonly string[];
  /** Every cluster behind this connection, with its nodes. */
  getAllClusters(options: ReadOptions): Promise<ClusterReading[]>;
  /** One cluster by name; undefined where there is none of that name. */
  getCluster(
    cluster: string,
    options: ReadOptions,
  ): Promise<ClusterReading | undefined>;
  /**
   * One node, with the slow facts that the cluster read leaves out (CPU model, kernel,
   * firmware); undefined where there is none of that name.
   */
  getNode(
    cluster: string,
    node: string,
    options: ReadOptions,
  ): Promise<NodeStatus | undefined>;
  /** The workloads of a cluster, or of one of its nodes. */
  getWorkloads(
    cluster: string,
    options: ReadOptions & { node?: string },
  ): Promise<WorkloadsReading>;
  /** What the credentials may read; resolves also when nothing works. */
  checkConnection(options: ReadOptions): Promise<ConnectionCheck>;
  /**
   * True where {@link InfraProvider.getNode} knows facts that the cluster read does not:
   * the collector then reads them when somebody looks at the node, and keeps them for long.
   */
  readonly hasNodeFacts?: boolean;
  /**
   * The credentials that the next read will use, at all its addresses. The collector keeps a
   * hash of them, to count how often the same ones were refused whichever connection used
   * them. Without it the whole entry of the configuration counts as the credentials.
   */
  logins?(): Promise<ProviderLogin[]>;
  /** Ends connections and forgets credentials; the provider is not used afterwards. */
  close?(): Promise<void>;
}
