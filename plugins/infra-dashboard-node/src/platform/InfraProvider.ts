import type {
  ConnectionCheck,
  NodeStatus,
  Usage,
  Workload,
  WorkloadDetail,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterReading, WorkloadsReading } from './ClusterReading';

/** @public */
export interface RequestOptions {
  /** Ends the work; the collector aborts it when its time is up or the provider is closed. */
  signal: AbortSignal;
}

/** @public */
export interface ReadOptions extends RequestOptions {
  /** A user requested the refresh: discovery is repeated and lists are read again. */
  force?: boolean;
  /**
   * The identity of a cluster by its name, as its last good reading had it. A provider with
   * several addresses uses it to leave out those that lead to another cluster.
   */
  identityOf?(cluster: string): readonly string[] | undefined;
  /**
   * Some workloads of a cluster as they were last stored, by their ids. A provider that has just
   * started uses it for what the platform does not report at the moment.
   */
  storedWorkloads?(
    cluster: string,
    ids: readonly string[],
  ): Promise<readonly Workload[]>;
}

/** Workloads of a cluster have changed since its last reading. @public */
export interface WorkloadsChange {
  /** Name of the cluster, as its readings have it. */
  cluster: string;
  /** The workloads as they are by then, without any request; undefined where that is not known. */
  read(): Promise<WorkloadsReading | undefined>;
}

/** @public */
export interface WatchOptions extends RequestOptions {
  /** Must not throw. */
  onChange(change: WorkloadsChange): void;
}

/** A node of a cluster. @public */
export interface NodeRef {
  cluster: string;
  node: string;
}

/** A workload of a cluster, as it was last read. @public */
export interface WorkloadRef {
  cluster: string;
  workload: Workload;
}

/** What {@link InfraProvider.describe} can be asked about. @public */
export type ObjectRef = NodeRef | WorkloadRef;

/** What a node used on average in one interval of the past. @public */
export interface PastUse {
  /** Begin of the interval, in milliseconds since the epoch. */
  at: number;
  /** Length of the interval, in milliseconds. */
  lengthMs: number;
  /** Cores. */
  cpu?: Pick<Usage, 'used' | 'total'>;
  /** Bytes. */
  memory?: Pick<Usage, 'used' | 'total'>;
}

/** The past of a node, as its platform has stored it. @public */
export interface NodePast {
  /** Name of the node. */
  node: string;
  /** In the order of time; what is not known is left out. */
  points: PastUse[];
}

/** Credentials as they are used at one address. @public */
export interface ProviderLogin {
  /** Where they are sent. */
  address: string;
  /** User or token with its secret; whatever differs when they change. */
  credentials: string;
}

/** Details of one object, read on demand. @public */
export interface ObjectDetail {
  /** The node with the slow facts that {@link InfraProvider.read} leaves out. */
  node?: NodeStatus;
  /** What a user sees who opens the workload. */
  workload?: WorkloadDetail;
}

/**
 * A connection to one platform installation.
 *
 * @remarks
 * A provider opens no connection before its first read, and stops when the signal aborts. It
 * rejects with a {@link ProviderFailure}; any other error is a defect. Between reads it may
 * keep a stream open, until `close`, until the signal of `watch` aborts, or until nothing has
 * been read for minutes.
 *
 * @public
 */
export interface InfraProvider {
  /**
   * Names of the clusters, if they are known before the first read. Without it, one placeholder
   * with the name of the provider is shown until then.
   */
  readonly clusterNames?: readonly string[];
  /**
   * Reads every cluster behind this connection, each with its nodes and workloads. Yields a
   * cluster as soon as it is read; a part that cannot be read is a failed {@link Result}.
   * Throws where the connection as a whole fails, as when the credentials are refused.
   */
  read(options: ReadOptions): AsyncIterable<ClusterReading>;
  /**
   * Reports that workloads change between two reads, where the platform tells, until the signal
   * aborts. Sends no requests of its own: `read` opens the streams. The signal aborts when another
   * replica reads the platform from then on, so that streams must end with it; when this one reads
   * again, `watch` is called again.
   */
  watch?(options: WatchOptions): void;
  /**
   * Finds out with as few requests as possible whether the platform responds again, and
   * rejects if not. Called while reading is paused after failures; without it, the pause has
   * to end first.
   */
  probe?(options: RequestOptions): Promise<void>;
  /**
   * Reads details that are too slow or too large for each refresh, when a user opens the
   * object. Undefined if the object does not exist, or is of a kind without details. A part
   * that is denied is a limitation; throws where nothing can be read.
   *
   * Also called by replicas that do not read the provider, so it must not depend on `read`.
   * Details of nodes are cached for an hour, those of workloads for `detailTtl`. Must not
   * contain values of environment variables, user data, passwords or keys.
   */
  describe?(
    ref: ObjectRef,
    options: RequestOptions,
  ): Promise<ObjectDetail | undefined>;
  /**
   * Reads what nodes used in the last days, where the platform stores that. Called once for a
   * cluster that has no history yet, after its first reading; a failure is only logged. The
   * number of requests must be bounded.
   */
  history?(
    ref: { cluster: string; nodes: readonly string[] },
    options: RequestOptions,
  ): Promise<NodePast[]>;
  /** Checks what the credentials may read; resolves even if every check fails. */
  check(options: RequestOptions): Promise<ConnectionCheck>;
  /**
   * The credentials that the next read will use, at all its addresses. The collector stores a
   * hash of them, to count rejected logins with the same credentials over all connections.
   * Without it, the whole configuration entry counts as the credentials.
   */
  logins?(): Promise<ProviderLogin[]>;
  /** Closes connections and discards credentials; the provider is not used again. */
  close?(): Promise<void>;
}
