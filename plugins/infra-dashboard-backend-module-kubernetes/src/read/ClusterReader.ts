import type {
  ProviderFailure,
  ReadOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { z } from 'zod';
import type { KubernetesClient } from '../client';
import {
  mapNode,
  mapNodeMetrics,
  mapPodMetrics,
  type MapOptions,
  type MetricsItem,
  type PodItem,
} from '../mappers';
import { reviewAccess } from './reviewAccess';
import { keepDeployment, keepPod } from './cachePods';
import { isFatal, itemsOf, toPart, type Part } from '../mappers/parts';
import {
  DEPLOYMENTS,
  IDENTITY,
  NODE_METRICS,
  NODES,
  pathOf,
  POD_METRICS,
  PODS,
  toWatchRule,
  type ResourceRule,
} from '../resources';
import { isOlderVersion } from './resourceVersion';
import {
  identifiedSchema,
  nodeMetricsSchema,
  nodeSchema,
  podMetricsSchema,
  versionSchema,
} from '../schemas';
import { WatchedList } from './WatchedList';

/** Everything that one refresh reads of a cluster, trimmed but not yet joined. */
export interface ClusterParts {
  version?: string;
  /** It should have been readable. */
  versionFailed?: boolean;
  /** The uid of the namespace kube-system, where we may read it. */
  uid?: string;
  nodes: Part<NodeStatus>;
  pods: Part<PodItem>;
  deployments: Part<Workload>;
  nodeMetrics: Part<MetricsItem>;
  podMetrics: Part<MetricsItem>;
}

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

/** The identity hardly ever changes, and asking in vain fills the audit log. */
const IDENTITY_KEPT_MS = 60 * 60 * 1000;

/** Reads the lists of a cluster, once for all reads of a cycle. */
export class ClusterReader {
  readonly #options: ClusterReaderOptions;
  #identity: { uid?: string; readAt: number } | undefined;
  #nodesVersion: string | undefined;
  #nodeIds = new Set<string>();
  #knownUid: string | undefined;

  readonly #pods: WatchedList<PodItem>;
  readonly #deployments: WatchedList<Workload>;

  constructor(options: ClusterReaderOptions) {
    this.#options = options;
    const { cluster } = options;
    this.#pods = new WatchedList({
      ...this.#watched(PODS),
      keep: row => keepPod(row, cluster),
    });
    this.#deployments = new WatchedList({
      ...this.#watched(DEPLOYMENTS),
      keep: row => keepDeployment(row, cluster),
    });
  }

  #watched(rule: ResourceRule) {
    const { client, namespace, skipWatch } = this.#options;
    return {
      client,
      skipWatch,
      path: pathOf(rule, namespace),
      title: rule.title,
      mayWatch: (signal: AbortSignal) =>
        reviewAccess(client, toWatchRule(rule), { namespace, signal }),
    };
  }

  /** Ends the watches. */
  close(): void {
    this.#pods.close();
    this.#deployments.close();
  }

  async read(options: ReadOptions): Promise<ClusterParts> {
    const { signal, force } = options;
    const { skipMetrics, totalMs } = this.#options;
    if (force) this.#identity = undefined;
    const skipped = Promise.resolve({ state: 'skipped' } as const);
    // Alone and first: a dead cluster then costs one request, not one for each list.
    const version = await this.#version(signal);
    // The metrics come from an aggregated API that may hang on its own: it gets half of
    // the time, so that the rest is there when the refresh has to end.
    const metricsSignal = AbortSignal.any([
      signal,
      AbortSignal.timeout(totalMs / 2),
    ]);
    const [uid, nodes, pods, deployments, nodeMetrics, podMetrics] =
      await Promise.all([
        this.#uid(signal),
        this.#list(NODES, nodeSchema, mapNode, signal),
        toPart(this.#pods.read({ signal, force })),
        toPart(this.#deployments.read({ signal, force })),
        skipMetrics
          ? skipped
          : this.#list(
              NODE_METRICS,
              nodeMetricsSchema,
              mapNodeMetrics,
              metricsSignal,
            ),
        skipMetrics
          ? skipped
          : this.#list(
              POD_METRICS,
              podMetricsSchema,
              mapPodMetrics,
              metricsSignal,
            ),
      ]);
    if (await this.#isOther(nodes, uid, signal)) {
      // What the watches know is of the cluster before.
      this.close();
      return this.read(options);
    }
    const parts = {
      version: version.text,
      versionFailed: version.failed,
      ...{ uid, nodes, nodeMetrics, podMetrics },
    };
    if (!this.#isRestored(nodes)) return { ...parts, pods, deployments };
    const again = { signal, force: true };
    const [newPods, newDeployments] = await Promise.all([
      toPart(this.#pods.read(again)),
      toPart(this.#deployments.read(again)),
    ]);
    return { ...parts, pods: newPods, deployments: newDeployments };
  }

  /**
   * Whether the versions of nodes have gone backwards, as when etcd was restored from a backup:
   * then a watch waits for versions that do not exist yet, and what it reported may be undone.
   */
  #isRestored(nodes: Part<NodeStatus>): boolean {
    if (nodes.state !== 'read') return false;
    const previous = this.#nodesVersion;
    this.#nodesVersion = nodes.resourceVersion;
    return isOlderVersion(nodes.resourceVersion, previous);
  }

  /** Whether the address leads to another cluster now, which then has none of the nodes before. */
  async #isOther(
    nodes: Part<NodeStatus>,
    uid: string | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    const ids = itemsOf(nodes).map(({ id }) => id);
    const isDoubtful =
      ids.length > 0 &&
      this.#nodeIds.size > 0 &&
      !ids.some(id => this.#nodeIds.has(id));
    if (ids.length > 0) this.#nodeIds = new Set(ids);
    if (isDoubtful) this.#identity = undefined;
    const current = isDoubtful ? await this.#uid(signal) : uid;
    const before = this.#knownUid;
    this.#knownUid = current ?? before;
    return before !== undefined && current !== undefined && current !== before;
  }

  #list<S extends z.ZodType, T>(
    rule: ResourceRule,
    schema: S,
    mapper: (row: z.output<S>, options: MapOptions) => T,
    signal: AbortSignal,
  ): Promise<Part<T>> {
    const { client, cluster, namespace } = this.#options;
    const options = { cluster, now: Date.now() };
    return toPart(
      client.list({
        path: pathOf(rule, namespace),
        title: rule.title,
        signal,
        map: row => {
          const parsed = schema.safeParse(row);
          return parsed.success ? mapper(parsed.data, options) : undefined;
        },
      }),
    );
  }

  async #version(
    signal: AbortSignal,
  ): Promise<{ text?: string; failed?: boolean }> {
    try {
      const { client } = this.#options;
      const answer = await client.get('/version', 'read its version', signal);
      const parsed = versionSchema.safeParse(answer);
      return parsed.success
        ? { text: parsed.data.gitVersion }
        : { failed: true };
    } catch (error) {
      if (isFatal(error)) throw error;
      const { upstreamStatus } = error as ProviderFailure;
      return { failed: upstreamStatus !== 403 && upstreamStatus !== 404 };
    }
  }

  async #uid(signal: AbortSignal): Promise<string | undefined> {
    const kept = this.#identity;
    if (kept && Date.now() - kept.readAt < IDENTITY_KEPT_MS) return kept.uid;
    const part = await toPart(this.#readUid(signal));
    if (part.state === 'failed') return kept?.uid;
    const uid = part.state === 'read' ? part.items[0] : undefined;
    this.#identity = { uid, readAt: Date.now() };
    return uid;
  }

  async #readUid(signal: AbortSignal) {
    const { client } = this.#options;
    const action = `read ${IDENTITY.title}`;
    const answer = await client.get(pathOf(IDENTITY), action, signal);
    const parsed = identifiedSchema.safeParse(answer);
    const items = parsed.success ? [parsed.data.metadata.uid] : [];
    return { items, skipped: 0, truncated: false };
  }
}
