import {
  ExpiringMap,
  toResult,
  type Clock,
  type Result,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isForbidden } from '../mappers/ClusterParts';

/** A role that is granted later takes effect after this time. */
const TTL_MS = 5 * 60_000;

/**
 * Stores which requests are forbidden, so that a refresh every few seconds does not fill the
 * logs of the cloud with them.
 */
export class ForbiddenCache {
  readonly #forbidden: ExpiringMap<string, Result<any>>;

  constructor(clock?: Clock) {
    this.#forbidden = new ExpiringMap({ ttlMs: TTL_MS, clock });
  }

  async request<T>(key: string, send: () => Promise<T>): Promise<Result<T>> {
    const load = () => toResult(send());
    // Other results are not stored, and not shared with a read that has another signal.
    if (this.#forbidden.has(key)) return this.#forbidden.get(key, load);
    const result = await load();
    if (isForbidden(result)) this.#forbidden.set(key, result);
    return result;
  }

  /** A role may have been granted: all requests are sent again. */
  clear(): void {
    this.#forbidden.clear();
  }
}
