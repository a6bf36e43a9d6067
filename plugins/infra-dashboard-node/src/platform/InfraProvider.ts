import type {
  ConnectionCheck,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterReading } from './ClusterReading';

/** @public */
export interface RequestOptions {
  /** Ends the work; the collector aborts it when its time is up or the provider is closed. */
  signal: AbortSignal;
}

/** @public */
export interface ReadOptions extends RequestOptions {
  /** A person asked: discovery is repeated and lists are read again. */
  force?: boolean;
  /**
   * The identity of a cluster by its name, as its last good reading had it. A provider with
   * several addresses uses it to leave out those that lead to another cluster.
   */
  identityOf?(cluster: string): readonly string[] | undefined;
}

/** A node of a cluster. @public */
export interface NodeRef {
  cluster: string;
  node: string;
}

/** Credentials as they are used at one address. @public */
export interface ProviderLogin {
  /** Where they are sent. */
  address: string;
  /** User or token with its secret; whatever differs when they change. */
  credentials: string;
}

/** What is read of one object on demand. @public */
export interface ObjectDetail {
  /** The node with the slow facts that {@link InfraProvider.read} leaves out. */
  node?: NodeStatus;
}

/**
 * A connection to one platform installation.
 *
 * @remarks
 * A provider opens no connection before its first read, and ends its work when the signal
 * does. It rejects with a {@link ProviderFailure}; any other error is a defect. Between reads it
 * may keep a stream open, until `close` or until nothing has been read for minutes.
 *
 * @public
 */
export interface InfraProvider {
  /**
   * Names of the clusters where they are known before the first read; without it, one with
   * the name of the provider stands for them until then.
   */
  readonly clusterNames?: readonly string[];
  /**
   * Reads every cluster behind this connection, each with its nodes and workloads. Yields a
   * cluster as soon as it is read; a part that cannot be read is a failed {@link Result}.
   * Throws where the connection as a whole fails, as when the credentials are refused.
   */
  read(options: ReadOptions): AsyncIterable<ClusterReading>;
  /**
   * Reads what is too slow or too large for each refresh, when somebody opens the object.
   * Undefined where there is no such object. The result is cached for an hour.
   */
  describe?(
    ref: NodeRef,
    options: RequestOptions,
  ): Promise<ObjectDetail | undefined>;
  /** What the credentials may read; resolves also when nothing works. */
  check(options: RequestOptions): Promise<ConnectionCheck>;
  /**
   * The credentials that the next read will use, at all its addresses. The collector keeps a
   * hash of them, to count how often the same ones were refused whichever connection used
   * them. Without it the whole entry of the configuration counts as the credentials.
   */
  logins?(): Promise<ProviderLogin[]>;
  /** Ends connections and forgets credentials; the provider is not used afterwards. */
  close?(): Promise<void>;
}
