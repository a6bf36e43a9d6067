import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  success,
  toResult,
  type ReadOptions,
  type Result,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesClient } from '../client';
import type { CredentialsInfo } from '../credentials/describeCredentials';
import { mapNodeMetrics, mapPodMetrics } from '../mappers/metrics';
import { mapNode } from '../mappers/node';
import {
  isMissing,
  type ClusterParts,
  type ControllerPart,
  type Part,
} from '../mappers/ClusterParts';
import type { PodItem } from '../mappers/pod';
import type { WorkloadKind } from '../mappers/WorkloadKind';
import {
  pathOf,
  queryOf,
  toWatchRule,
  type ResourceRule,
} from '../resourceRule';
import {
  CONTROLLER_KINDS,
  NODE_METRICS,
  NODES,
  POD_METRICS,
  PODS,
} from '../resources';
import { nodeMetricsSchema, nodeSchema, podMetricsSchema } from '../schemas';
import { ApiGroups } from './ApiGroups';
import { cacheController, cachePod } from './cacheObjects';
import { ClusterIdentity } from './ClusterIdentity';
import { listObjects, type ListedObjects } from './listObjects';
import { readVersion } from './readVersion';
import { isOlderVersion } from './resourceVersion';
import { reviewAccess } from './reviewAccess';
import { WatchedList } from './WatchedList';

export interface ClusterReaderOptions {
  client: KubernetesClient;
  cluster: string;
  namespace?: string;
  skipMetrics?: boolean;
  /** Lists in each refresh instead. */
  skipWatch?: boolean;
  /** Limit of one request, in milliseconds. */
  totalMs: number;
}

interface WatchedController {
  kind: WorkloadKind;
  list: WatchedList<Workload>;
}

/** The watched lists have their objects themselves. */
function withoutItems(parts: ClusterParts): ClusterParts {
  const strip = <T>(part: Part<T>): Part<T> =>
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

type WatchedParts = Pick<ClusterParts, 'pods' | 'controllers'>;

/** Reads the lists of a cluster. */
export class ClusterReader {
  readonly #options: ClusterReaderOptions;
  readonly #identity: ClusterIdentity;
  readonly #groups: ApiGroups;
  readonly #pods: WatchedList<PodItem>;
  readonly #controllers: WatchedController[];
  /** What the last reading was made from; the watched lists change afterwards. */
  #last: ClusterParts | undefined;
  #onChange: (() => void) | undefined;
  #nodesVersion: string | undefined;

  constructor(options: ClusterReaderOptions) {
    this.#options = options;
    const { client, cluster } = options;
    this.#identity = new ClusterIdentity(client);
    this.#groups = new ApiGroups(client);
    this.#pods = new WatchedList({
      ...this.#watchOptions(PODS),
      cache: row => cachePod(row, cluster),
    });
    this.#controllers = CONTROLLER_KINDS.map(kind => ({
      kind,
      list: new WatchedList({
        ...this.#watchOptions(kind.rule),
        cache: row => cacheController(kind, row, cluster),
      }),
    }));
  }

  /** Calls the listener when a watch reports something, until the signal aborts. */
  watch({ signal }: RequestOptions, onChange: () => void): void {
    if (signal.aborted) return;
    this.#onChange = onChange;
    const end = () => {
      this.#onChange = undefined;
    };
    signal.addEventListener('abort', end, { once: true });
  }

  /** The last reading with what the watches have reported since; undefined before the first. */
  async latest(): Promise<ClusterParts | undefined> {
    const last = this.#last;
    return last && { ...last, ...(await this.#withLatest(last)) };
  }

  /** Ends the watches. */
  close(): void {
    this.#last = undefined;
    for (const list of this.#watchedLists) list.close();
  }

  async read(options: ReadOptions): Promise<ClusterParts> {
    const { signal, force } = options;
    const { client, cluster, namespace } = this.#options;
    if (force) {
      this.#identity.forget();
      this.#groups.forget();
    }
    // First and alone: a dead cluster then costs one request, not one per list.
    const version = await readVersion(client, signal);
    const [uid, nodes, watched, metrics] = await Promise.all([
      this.#identity.read(signal),
      this.#listNodes(signal),
      this.#readWatched({ signal, force }),
      this.#readMetrics(signal),
    ]);
    if (await this.#identity.isReplaced(nodes, uid, signal)) {
      // The watched lists are those of the previous cluster.
      this.#last = undefined;
      for (const list of this.#watchedLists) list.reset();
      return this.read(options);
    }
    const lists = this.#isRestored(nodes)
      ? await this.#readWatched({ signal, force: true })
      : watched;
    const credentials = await this.#describeCredentials(signal);
    const parts = {
      ...{ cluster, namespace, credentials, ...version, uid, nodes },
      ...metrics,
      ...lists,
    };
    this.#last = withoutItems(parts);
    return parts;
  }

  /** The lists with what the watches have reported while the other parts were read. */
  async #withLatest({
    controllers,
    pods,
  }: WatchedParts): Promise<WatchedParts> {
    return {
      pods: pods.ok ? success(await this.#pods.current()) : pods,
      // Kinds that the API server does not have are not in the reading.
      controllers: await Promise.all(
        controllers.map(async ({ kind, list }) => {
          const watched = this.#controllers.find(one => one.kind === kind);
          if (!list.ok || !watched) return { kind, list };
          return { kind, list: success(await watched.list.current()) };
        }),
      ),
    };
  }

  get #watchedLists() {
    return [this.#pods, ...this.#controllers.map(({ list }) => list)];
  }

  #watchOptions(rule: ResourceRule) {
    const { client, namespace, skipWatch } = this.#options;
    return {
      client,
      skipWatch,
      path: pathOf(rule, namespace),
      query: queryOf(rule),
      title: rule.title,
      onChange: () => this.#onChange?.(),
      isOptional: !rule.essential,
      mayWatch: (signal: AbortSignal) =>
        reviewAccess(client, toWatchRule(rule), { namespace, signal }),
    };
  }

  async #readWatched(options: ReadOptions): Promise<WatchedParts> {
    const groups = this.#groups.read(options.signal);
    const [pods, ...controllers] = await Promise.all([
      toResult(this.#pods.read(options)),
      ...this.#controllers.map(one =>
        this.#readController(one, groups, options),
      ),
    ]);
    return { pods, controllers: controllers.filter(one => one !== undefined) };
  }

  /** Undefined for a kind that the API server does not have. */
  async #readController(
    { kind, list }: WatchedController,
    groups: Promise<Result<ReadonlySet<string>>>,
    options: ReadOptions,
  ): Promise<ControllerPart | undefined> {
    const { discovered, group } = kind.rule;
    if (!discovered) return { kind, list: await toResult(list.read(options)) };
    const known = await groups;
    if (!known.ok) return { kind, list: known };
    if (!known.value.has(group)) {
      list.reset();
      return undefined;
    }
    const part = { kind, list: await toResult(list.read(options)) };
    // Other resources may be of the same group.
    return isMissing(part.list) ? undefined : part;
  }

  #listNodes(signal: AbortSignal) {
    const options = { cluster: this.#options.cluster, now: Date.now() };
    return this.#list(NODES, signal, row => {
      const parsed = nodeSchema.safeParse(row);
      return parsed.success ? mapNode(parsed.data, options) : undefined;
    });
  }

  async #readMetrics(signal: AbortSignal) {
    const { skipMetrics, totalMs } = this.#options;
    if (skipMetrics) return {};
    // An aggregated API may hang on its own: it gets half of the time, so that the rest is
    // there when the refresh has to end.
    const limit = AbortSignal.any([signal, AbortSignal.timeout(totalMs / 2)]);
    const [nodeMetrics, podMetrics] = await Promise.all([
      this.#list(NODE_METRICS, limit, row => {
        const parsed = nodeMetricsSchema.safeParse(row);
        return parsed.success ? mapNodeMetrics(parsed.data) : undefined;
      }),
      this.#list(POD_METRICS, limit, row => {
        const parsed = podMetricsSchema.safeParse(row);
        return parsed.success ? mapPodMetrics(parsed.data) : undefined;
      }),
    ]);
    return { nodeMetrics, podMetrics };
  }

  #list<T>(
    rule: ResourceRule,
    signal: AbortSignal,
    map: (row: unknown) => T | undefined,
  ) {
    const { client, namespace } = this.#options;
    const path = pathOf(rule, namespace);
    return toResult(
      listObjects({ client, path, title: rule.title, signal, map }),
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
