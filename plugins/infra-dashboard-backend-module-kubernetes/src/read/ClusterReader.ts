import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  ProviderFailure,
  success,
  toResult,
  withinTime,
  type ReadOptions,
  type Result,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { CredentialsInfo } from '../credentials/describeCredentials';
import { mapNode } from '../mappers/node';
import type { ClusterParts, ListResult } from '../mappers/ClusterParts';
import { pathOf } from '../resourceRule';
import { NODES } from '../resources';
import { nodeSchema } from '../schemas';
import { ClusterIdentity } from './ClusterIdentity';
import { listObjects, type ListedObjects } from './listObjects';
import { readMetrics } from './readMetrics';
import { readVersion } from './readVersion';
import { isOlderVersion } from './resourceVersion';
import { WatchedLists, type WatchedListsOptions } from './WatchedLists';

export interface ClusterReaderOptions extends WatchedListsOptions {
  skipMetrics?: boolean;
  /** Limit of one request, in milliseconds. */
  totalMs: number;
}

/** The watched lists have their objects themselves. */
function withoutItems(parts: ClusterParts): ClusterParts {
  const strip = <T>(part: ListResult<T>): ListResult<T> =>
    part.ok ? success({ ...part.value, items: [] }) : part;
  return {
    ...parts,
    pods: strip(parts.pods),
    controllers: parts.controllers.map(({ kind, list }) => ({
      kind,
      list: strip(list),
    })),
  };
}

/** Reads the lists of a cluster. */
export class ClusterReader {
  readonly #options: ClusterReaderOptions;
  readonly #identity: ClusterIdentity;
  readonly #watched: WatchedLists;
  /** What the last reading was made from; the watched lists change afterwards. */
  #last: ClusterParts | undefined;
  #nodesVersion: string | undefined;

  constructor(options: ClusterReaderOptions) {
    this.#options = options;
    this.#identity = new ClusterIdentity(options.client);
    this.#watched = new WatchedLists(options);
  }

  /** Calls the listener when a watch reports something, until the signal aborts. */
  watch(options: RequestOptions, onChange: () => void): void {
    this.#watched.watch(options, onChange);
    const end = () => {
      this.#last = undefined;
    };
    options.signal.addEventListener('abort', end, { once: true });
  }

  /** The last reading with what the watches have reported since; undefined before the first. */
  async latest(): Promise<ClusterParts | undefined> {
    const last = this.#last;
    if (!last) return undefined;
    const lists = await this.#watched.current(last);
    // The lists may have been dropped meanwhile, and then lack everything.
    return this.#last === last ? { ...last, ...lists } : undefined;
  }

  /** Ends the watches. */
  close(): void {
    this.#last = undefined;
    this.#watched.close();
  }

  read(options: ReadOptions): Promise<ClusterParts> {
    return this.#read(options, false);
  }

  /** @param isRepeated - since the first attempt found another cluster; two may take turns */
  async #read(
    options: ReadOptions,
    isRepeated: boolean,
  ): Promise<ClusterParts> {
    const { signal, force } = options;
    const { client, cluster, namespace } = this.#options;
    if (force) {
      this.#identity.forget();
      this.#watched.forget();
    }
    // First and alone: a dead cluster then costs one request, not one per list.
    const version = await readVersion(client, signal);
    const [uid, nodes, watched, metrics] = await Promise.all([
      this.#identity.read(signal),
      this.#listNodes(signal),
      this.#watched.read({ signal, force }),
      this.#readMetrics(signal),
    ]);
    if (await this.#identity.isReplaced(nodes, uid, signal)) {
      this.#last = undefined;
      this.#watched.reset();
      if (isRepeated) {
        throw new ProviderFailure(
          'MISCONFIGURED',
          coreMessage('another-cluster'),
          { hint: coreMessage('correct-address') },
        );
      }
      return this.#read(options, true);
    }
    const lists = this.#isRestored(nodes)
      ? await this.#watched.read({ signal, force: true })
      : watched;
    const credentials = await this.#describeCredentials(signal);
    const parts = {
      ...{ cluster, namespace, credentials, ...version, uid, nodes },
      skewMs: client.clock.skewMs,
      ...metrics,
      ...lists,
    };
    this.#last = withoutItems(parts);
    return parts;
  }

  #listNodes(signal: AbortSignal) {
    const { client, cluster, namespace } = this.#options;
    const path = pathOf(NODES, namespace);
    const options = { cluster, now: client.clock.now() };
    const map = (row: unknown) => {
      const parsed = nodeSchema.safeParse(row);
      return parsed.success ? mapNode(parsed.data, options) : undefined;
    };
    return toResult(
      listObjects({ client, path, title: NODES.title, signal, map }),
    );
  }

  async #readMetrics(signal: AbortSignal) {
    const { skipMetrics, totalMs } = this.#options;
    if (skipMetrics) return {};
    // An aggregated API may hang on its own: it gets half of the time, so that the rest is
    // there when the refresh has to end.
    const { client, namespace } = this.#options;
    const limits = { signals: [signal], ms: totalMs / 2 };
    return withinTime(limits, limited =>
      readMetrics({ client, namespace, signal: limited }),
    );
  }

  /**
   * Whether the versions of nodes have gone backwards, as when etcd was restored from a backup:
   * then a watch waits for versions that do not exist yet, and what it reported may be undone.
   */
  #isRestored(nodes: Result<ListedObjects<NodeStatus>>): boolean {
    if (!nodes.ok) return false;
    const previous = this.#nodesVersion;
    this.#nodesVersion = nodes.value.resourceVersion;
    return isOlderVersion(nodes.value.resourceVersion, previous);
  }

  /** Credentials that cannot be loaded are reported by the read that needs them. */
  #describeCredentials(
    signal: AbortSignal,
  ): Promise<CredentialsInfo | undefined> {
    return this.#options.client
      .describeCredentials(signal)
      .catch(() => undefined);
  }
}
