import {
  withinTime,
  type ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxClient } from '../client';
import { invalidResponse, toFailure } from '../failures';
import { mapAddresses } from '../mappers/addresses';
import type { AddressFailure } from '../mappers/ClusterParts';
import { guestKey } from '../mappers/resource';
import type { Resource } from '../schemas';
import { AddressCache } from './AddressCache';

/** Time for reading addresses after one refresh. */
const BUDGET_MS = 5_000;

/** A guest agent that hangs occupies one of the few workers of the server. */
const TIMEOUT_MS = 3_000;

/**
 * IP addresses of running guests. Only the guest knows them, so each guest takes a request: to
 * the agent in a virtual machine, or to the network of a container.
 *
 * They are read after the refresh, one after the other on a connection of their own and for a
 * few seconds, and shown from the next refresh on: a guest that hangs delays nothing else.
 */
export class GuestAddresses {
  readonly #client: ProxmoxClient;
  readonly #cache = new AddressCache();
  readonly #closed = new AbortController();
  #isReading = false;

  constructor(client: ProxmoxClient) {
    this.#client = client;
  }

  /** Addresses as last read, by the key of the guest. */
  known(): Map<string, string[]> {
    return this.#cache.addresses();
  }

  /** Guests of the last {@link GuestAddresses.start} whose addresses may not be read. */
  get failures(): AddressFailure[] {
    return this.#cache.failures();
  }

  /**
   * Starts to read what is due, and does not wait for it.
   *
   * @param options - `retainOthers`: the list may be incomplete
   */
  start(running: Resource[], options: { retainOthers: boolean }): void {
    this.#cache.update(running, options);
    if (this.#isReading || this.#closed.signal.aborted) return;
    this.#isReading = true;
    this.#readDue(running).finally(() => {
      this.#isReading = false;
    });
  }

  close(): void {
    this.#closed.abort();
  }

  async #readDue(running: Resource[]): Promise<void> {
    const endAt = performance.now() + BUDGET_MS;
    const unreachable = new Set<string | undefined>();
    for (const row of this.#cache.due(running)) {
      if (performance.now() >= endAt || this.#closed.signal.aborted) return;
      if (unreachable.has(row.node) || this.#cache.isForbidden(row.type))
        continue;
      const { code, upstreamStatus } = (await this.#readOne(row)) ?? {};
      if (code === 'UNREACHABLE' && upstreamStatus === undefined) return;
      if (code === 'UNAUTHORIZED' || code === 'RATE_LIMITED') return;
      // The member cannot reach the node of the guest.
      if (code === 'UNREACHABLE') unreachable.add(row.node);
    }
  }

  async #readOne(row: Resource): Promise<ProviderFailure | undefined> {
    const { type, vmid, node = '' } = row;
    const path = `/nodes/${encodeURIComponent(node)}/${type}/${vmid}/${
      type === 'lxc' ? 'interfaces' : 'agent/network-get-interfaces'
    }`;
    const key = guestKey(row);
    const entry = this.#cache.find(key);
    if (!entry) return undefined;
    try {
      const data = await withinTime(
        { signals: [this.#closed.signal], ms: TIMEOUT_MS },
        signal =>
          this.#client.current.get(path, { isLowPriority: true, signal }),
      );
      const addresses = mapAddresses(data);
      if (!addresses) throw invalidResponse();
      this.#cache.store(entry, type, addresses);
      return undefined;
    } catch (error) {
      const failure = toFailure(error);
      this.#cache.storeFailure(entry, type, failure);
      return failure;
    }
  }
}
