import {
  ExpiringMap,
  Schedule,
  systemClock,
  type Clock,
  type ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { AddressFailure } from '../mappers/ClusterParts';
import { guestKey } from '../mappers/resource';
import type { Resource } from '../schemas';

const MINUTE_MS = 60_000;

const FRESH_MS = 15 * MINUTE_MS;

/** Pause before a guest without an agent, or with one that hangs, is queried again. */
const RETRY_MS = 30 * MINUTE_MS;

/** Older addresses may belong to another guest by now. */
const MAX_AGE_MS = 60 * MINUTE_MS;

/** After so many 403 responses in a row no guest of the type is queried for a while. */
const MAX_FORBIDDEN = 3;

/** Uptime in seconds below which a guest may not have an address yet. */
const STARTING_S = 300;

/** What is known of the addresses of one guest. */
export interface AddressEntry {
  uptime: number;
  /** When to query it. */
  schedule: Schedule;
  addresses?: string[];
  /** Monotonic milliseconds. */
  readAt?: number;
  /** Why its addresses may not be read. */
  refusal?: ProviderFailure;
}

/** Addresses of guests, and when to read them again. */
export class AddressCache {
  readonly #clock: Clock;
  #entries = new Map<string, AddressEntry>();
  /** The 403 responses in a row, by type of guest. */
  readonly #refusals = new Map<string, number>();
  /** Types of guests that are not queried for a while. */
  readonly #forbidden: ExpiringMap<string, true>;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
    this.#forbidden = new ExpiringMap({ ttlMs: RETRY_MS, clock });
  }

  addresses(): Map<string, string[]> {
    const now = this.#clock.monotonic();
    const known = new Map<string, string[]>();
    for (const [key, { addresses, readAt = 0 }] of this.#entries) {
      if (addresses?.length && now - readAt < MAX_AGE_MS) {
        known.set(key, addresses);
      }
    }
    return known;
  }

  /** @param options - `retainOthers`: the list may be incomplete */
  update(running: Resource[], options: { retainOthers: boolean }): void {
    const previous = this.#entries;
    this.#entries = new Map();
    if (options.retainOthers) {
      const oldest = this.#clock.monotonic() - MAX_AGE_MS;
      for (const [key, entry] of previous) {
        if ((entry.readAt ?? -Infinity) > oldest) this.#entries.set(key, entry);
      }
    }
    for (const row of running) {
      const key = guestKey(row);
      const uptime = row.uptime ?? 0;
      const known = previous.get(key);
      // A guest that was restarted may have got another address.
      const wasRestarted = known && uptime < known.uptime;
      const entry =
        known && !wasRestarted
          ? known
          : { uptime, schedule: new Schedule({ clock: this.#clock }) };
      entry.uptime = uptime;
      this.#entries.set(key, entry);
    }
  }

  /** Guests to query, those that wait longest first. */
  due(running: Resource[]): Resource[] {
    const scheduleOf = (row: Resource) =>
      this.#entries.get(guestKey(row))?.schedule;
    const dueAt = (row: Resource) => scheduleOf(row)?.dueAt ?? Infinity;
    return running
      .filter(row => scheduleOf(row)?.isDue)
      .sort((a, b) => dueAt(a) - dueAt(b));
  }

  find(key: string): AddressEntry | undefined {
    return this.#entries.get(key);
  }

  store(entry: AddressEntry, type: string, addresses: string[]): void {
    const isStarting = addresses.length === 0 && entry.uptime < STARTING_S;
    this.#refusals.delete(type);
    this.#forbidden.delete(type);
    entry.schedule.set(isStarting ? MINUTE_MS : FRESH_MS);
    entry.addresses = addresses;
    entry.readAt = this.#clock.monotonic();
    entry.refusal = undefined;
  }

  storeFailure(
    entry: AddressEntry,
    type: string,
    failure: ProviderFailure,
  ): void {
    entry.schedule.set(RETRY_MS);
    if (failure.code !== 'FORBIDDEN') return;
    entry.refusal = failure;
    const count = (this.#refusals.get(type) ?? 0) + 1;
    this.#refusals.set(type, count);
    if (count >= MAX_FORBIDDEN) this.#forbidden.set(type, true);
  }

  isForbidden(type: string): boolean {
    return this.#forbidden.has(type);
  }

  /** By type: where none is queried any more, all without addresses count. */
  failures(): AddressFailure[] {
    const failures = new Map<string, AddressFailure>();
    for (const [key, { refusal }] of this.#entries) {
      const type = key.split('/')[0];
      if (refusal && !failures.has(type)) {
        failures.set(type, { type, failure: refusal, count: 0 });
      }
    }
    for (const [key, { addresses, refusal }] of this.#entries) {
      const type = key.split('/')[0];
      const known = failures.get(type);
      const isUnread = this.isForbidden(type) && !addresses;
      if (known && (refusal || isUnread)) known.count += 1;
    }
    return [...failures.values()];
  }
}
