import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { nodeStatusSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import {
  coreMessage,
  ExpiringMap,
  messageOf,
  toLimitation,
  type InfraProvider,
  type NodeRef,
  type Redactor,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import type { FailureReport } from './FailureReport';
import type { SharedCache } from './SharedCache';
import { withSignal } from './withSignal';

const TTL_MS = 3_600_000;
const FAILURE_TTL_MS = 60_000;

/** Slow facts of a node, or why there are none. */
export type SlowFacts = Pick<
  NodeStatus,
  'metadata' | 'storage' | 'limitations'
>;

/**
 * Facts of nodes that change rarely (CPU model, kernel): read when a user opens the node, once
 * for concurrent requests, and cached for an hour.
 */
export class NodeFacts {
  readonly #provider: InfraProvider;
  readonly #entry: ProviderEntry;
  readonly #redactor: Redactor;
  readonly #failures: FailureReport;
  readonly #cache: SharedCache | undefined;
  readonly #facts = new ExpiringMap<string, SlowFacts | undefined>({
    ttlMs: TTL_MS,
    failureTtlMs: FAILURE_TTL_MS,
  });

  constructor(options: {
    provider: InfraProvider;
    entry: ProviderEntry;
    redactor: Redactor;
    failures: FailureReport;
    cache?: SharedCache;
  }) {
    this.#provider = options.provider;
    this.#entry = options.entry;
    this.#redactor = options.redactor;
    this.#failures = options.failures;
    this.#cache = options.cache;
  }

  /**
   * Resolves with a limitation where the facts cannot be read; the node is shown without
   * them then, and they are tried again after a minute. Undefined where there are none.
   */
  get(
    cluster: string,
    node: string,
    options: RequestOptions,
  ): Promise<SlowFacts | undefined> {
    if (!this.#provider.describe) return Promise.resolve(undefined);
    return this.#facts
      .get(JSON.stringify([cluster, node]), () =>
        this.#read({ cluster, node }, options),
      )
      .catch(error => {
        const reason = messageOf(this.#failures.toFailure(error));
        const text = coreMessage('node-facts-unreadable', { reason });
        return { limitations: [toLimitation(text)] };
      });
  }

  async #read(
    ref: NodeRef,
    options: RequestOptions,
  ): Promise<NodeStatus | undefined> {
    const key = {
      kind: 'facts:1',
      entry: this.#entry,
      object: [ref.cluster, ref.node],
    };
    const cached = await this.#cache?.get(key, nodeStatusSchema);
    if (cached) return cached;
    const detail = await withSignal(options.signal, async () =>
      this.#provider.describe?.(ref, options),
    );
    if (!detail?.node) return undefined;
    const facts = this.#redactor.explained(detail.node);
    await this.#cache?.set(key, facts, TTL_MS);
    return facts;
  }

  /** Forgets nodes that are gone, and what would be read again anyway. */
  prune(isGone: (cluster: string, node: string) => boolean): void {
    this.#facts.retain(key => {
      const [cluster, node] = JSON.parse(key) as [string, string];
      return !isGone(cluster, node);
    });
  }
}
