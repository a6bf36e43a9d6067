import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxClient } from '../client';
import type { ProxmoxCredentials } from '../config';
import { invalidResponse } from '../failures';
import { readAddresses } from '../mappers/addresses';
import { toAddressLimitation } from '../mappers';
import type { Resource } from '../schemas';

const MINUTE_MS = 60_000;

/** What one refresh may spend on it, beside and not before its own work. */
const BUDGET_MS = 5_000;

/** An agent that hangs holds one of the server's few workers. */
const ONE_GUEST_MS = 3_000;

const FRESH_MS = 15 * MINUTE_MS;

/** Without an agent, or with one that hangs: asked again after a while. */
const SILENT_MS = 30 * MINUTE_MS;

/** Older addresses may be somebody else's by now. */
const OLDEST_MS = 60 * MINUTE_MS;

/** As many refusals in a row say that none may be read. */
const REFUSALS = 3;

interface Known {
  uptime: number;
  /** When to ask, in milliseconds since the epoch; 0 has never been asked. */
  dueAt: number;
  addresses?: string[];
  readAt?: number;
  /** Why its addresses may not be read. */
  refusal?: ProviderFailure;
}

const keyOf = ({ type, vmid }: Resource) => `${type}/${vmid}`;

/**
 * IP addresses of running guests, which only the guest itself knows: one call each, to the
 * agent in a virtual machine or to the network of a container.
 *
 * They are read after the refresh, one after the other on a connection of their own and
 * for a few seconds, and shown from the next refresh on: a guest that hangs delays nobody.
 */
export class GuestAddresses {
  readonly #client: ProxmoxClient;
  readonly #credentials: ProxmoxCredentials;
  readonly #closed = new AbortController();
  #known = new Map<string, Known>();
  /** By type of guest, how often in a row it was refused, and until when none is asked. */
  readonly #refusals = new Map<string, { count: number; until: number }>();
  #isReading = false;

  constructor(client: ProxmoxClient, credentials: ProxmoxCredentials) {
    this.#client = client;
    this.#credentials = credentials;
  }

  /** Addresses as last read; undefined where they are not known. */
  find(guest: Resource, now: number): string[] | undefined {
    const { addresses, readAt = 0 } = this.#known.get(keyOf(guest)) ?? {};
    return addresses?.length && now - readAt < OLDEST_MS
      ? addresses
      : undefined;
  }

  /**
   * Begins to read what is due of the guests that run, and does not wait for it.
   *
   * @param options - `keepOthers`: the list may be incomplete
   */
  begin(running: Resource[], options: { keepOthers: boolean }): void {
    const before = this.#known;
    this.#known = new Map();
    if (options.keepOthers) {
      const oldest = Date.now() - OLDEST_MS;
      for (const [key, known] of before) {
        if ((known.readAt ?? 0) > oldest) this.#known.set(key, known);
      }
    }
    for (const row of running) {
      const known = before.get(keyOf(row));
      const uptime = row.uptime ?? 0;
      // Started anew since: it may have got another address.
      const isSame = known !== undefined && uptime >= known.uptime;
      const kept = isSame ? known : { uptime, dueAt: 0 };
      kept.uptime = uptime;
      this.#known.set(keyOf(row), kept);
    }
    if (this.#isReading || this.#closed.signal.aborted) return;
    this.#isReading = true;
    this.#readDue(running).finally(() => {
      this.#isReading = false;
    });
  }

  /** What of the guests in the last {@link GuestAddresses.begin} may not be read. */
  get limitations(): Limitation[] {
    const refused = new Map<string, ProviderFailure[]>();
    for (const [key, { refusal }] of this.#known) {
      const type = key.split('/')[0];
      if (refusal) refused.set(type, [...(refused.get(type) ?? []), refusal]);
    }
    return [...refused].map(([type, failures]) =>
      toAddressLimitation(type, {
        failure: failures[0],
        count: this.#isRefused(type) ? undefined : failures.length,
        credentials: this.#credentials,
      }),
    );
  }

  close(): void {
    this.#closed.abort();
  }

  async #readDue(running: Resource[]): Promise<void> {
    const endAt = Date.now() + BUDGET_MS;
    const due = running
      .filter(row => this.#dueAt(row) <= Date.now())
      .sort((a, b) => this.#dueAt(a) - this.#dueAt(b));
    const lostNodes = new Set<string | undefined>();
    for (const row of due) {
      if (Date.now() >= endAt || this.#closed.signal.aborted) return;
      if (lostNodes.has(row.node) || this.#isRefused(row.type)) continue;
      const failure = await this.#readOne(row);
      const { code, upstreamStatus } = failure ?? {};
      if (code === 'UNREACHABLE' && upstreamStatus === undefined) return;
      if (code === 'UNAUTHORIZED' || code === 'RATE_LIMITED') return;
      // 59x: the guest's node does not answer its cluster (P13).
      if (code === 'UNREACHABLE') lostNodes.add(row.node);
    }
  }

  #dueAt(row: Resource): number {
    return this.#known.get(keyOf(row))?.dueAt ?? Infinity;
  }

  #isRefused(type: string): boolean {
    return (this.#refusals.get(type)?.until ?? 0) > Date.now();
  }

  async #readOne(row: Resource): Promise<ProviderFailure | undefined> {
    const known = this.#known.get(keyOf(row));
    if (!known) return undefined;
    const { type, vmid, node = '' } = row;
    const path = `/nodes/${encodeURIComponent(node)}/${type}/${vmid}/${
      type === 'lxc' ? 'interfaces' : 'agent/network-get-interfaces'
    }`;
    try {
      const data = await this.#client.get(path, {
        isLowPriority: true,
        signal: AbortSignal.any([
          this.#closed.signal,
          AbortSignal.timeout(ONE_GUEST_MS),
        ]),
      });
      const addresses = readAddresses(data);
      if (!addresses) throw invalidResponse();
      this.#refusals.delete(type);
      const now = Date.now();
      // A system that is still starting has none yet.
      const isStarting = addresses.length === 0 && known.uptime < 300;
      known.dueAt = now + (isStarting ? MINUTE_MS : FRESH_MS);
      known.addresses = addresses;
      known.readAt = now;
      known.refusal = undefined;
      return undefined;
    } catch (error) {
      const failure =
        error instanceof ProviderFailure ? error : invalidResponse();
      const now = Date.now();
      known.dueAt = now + SILENT_MS;
      if (failure.code === 'FORBIDDEN') {
        known.refusal = failure;
        const count = (this.#refusals.get(type)?.count ?? 0) + 1;
        const until = count >= REFUSALS ? now + SILENT_MS : 0;
        this.#refusals.set(type, { count, until });
      }
      return failure;
    }
  }
}
