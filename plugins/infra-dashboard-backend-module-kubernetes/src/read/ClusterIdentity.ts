import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  Expiring,
  ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesClient } from '../client';
import { itemsOf, type ListResult } from '../mappers/ClusterParts';
import { actionOf, pathOf } from '../resourceRule';
import { IDENTITY } from '../resources';
import { identifiedSchema } from '../schemas';

/** The identity hardly ever changes, and a denied request fills the audit log. */
const TTL_MS = 60 * 60 * 1000;

/** The uid of a cluster, and whether the address leads to another one. */
export class ClusterIdentity {
  readonly #client: KubernetesClient;
  readonly #uid = new Expiring<string | undefined>({ ttlMs: TTL_MS });
  /** The uid of the last request that succeeded. */
  #latest: string | undefined;
  /** The uid of the last cluster that was read. */
  #known: string | undefined;
  #nodeIds = new Set<string>();

  constructor(client: KubernetesClient) {
    this.#client = client;
  }

  /** The next read requests the uid again. */
  forget(): void {
    this.#uid.clear();
    this.#latest = undefined;
  }

  /** Undefined where it may not be read. A failure leaves it as it was. */
  async read(signal: AbortSignal): Promise<string | undefined> {
    try {
      this.#latest = await this.#uid.get(() => this.#request(signal));
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
    }
    return this.#latest;
  }

  /**
   * Whether the address leads to another cluster now, which then has none of the nodes of
   * the previous read.
   *
   * @param uid - as it was read with these nodes
   */
  async isReplaced(
    nodes: ListResult<NodeStatus>,
    uid: string | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    const ids = itemsOf(nodes).map(({ id }) => id);
    const isDoubtful =
      ids.length > 0 &&
      this.#nodeIds.size > 0 &&
      !ids.some(id => this.#nodeIds.has(id));
    if (ids.length > 0) this.#nodeIds = new Set(ids);
    if (isDoubtful) this.forget();
    const current = isDoubtful ? await this.read(signal) : uid;
    const previous = this.#known;
    this.#known = current ?? previous;
    // Without the uid, lists that are watched must not survive what may be another cluster.
    if (isDoubtful && current === undefined) return true;
    return (
      previous !== undefined && current !== undefined && current !== previous
    );
  }

  async #request(signal: AbortSignal): Promise<string | undefined> {
    try {
      const response = await this.#client.get(
        pathOf(IDENTITY),
        actionOf(IDENTITY),
        signal,
      );
      return identifiedSchema.safeParse(response).data?.metadata.uid;
    } catch (error) {
      const { upstreamStatus } = error as ProviderFailure;
      if (upstreamStatus === 403 || upstreamStatus === 404) return undefined;
      throw error;
    }
  }
}
