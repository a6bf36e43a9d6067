import { randomUUID } from 'node:crypto';
import { providerStatusSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { withTimeout } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isPostgres, type Knex, type PluginDatabase } from '../../database';
import { DatabaseClock } from '../../time/DatabaseClock';
import type { ConnectionState } from '../types';
import { LeaseRows, type LeaseRow } from './LeaseRows';

const BEAT_MS = 2_000;

/** A lease of a replica that was killed is free after this time. */
const TTL_MS = 8_000;

/** A replica stops to use its leases this much before others may take them. */
const MARGIN_MS = 2_000;

const stateSchema = providerStatusSchema.pick({
  state: true,
  breaker: true,
  consecutiveFailures: true,
  lastSuccessAt: true,
  lastAttemptAt: true,
  nextAttemptAt: true,
  latency: true,
  error: true,
  lastError: true,
  certificateExpiresAt: true,
});

/** Undefined where it is no state: others may write to the database as well. */
function parseState(text: string): ConnectionState | undefined {
  try {
    return stateSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Why a write is refused: another replica reads the provider meanwhile. */
export class LeaseLostError extends Error {
  constructor(provider: string) {
    super(`Another replica reads '${provider}'`);
    this.name = 'LeaseLostError';
  }
}

export interface ProviderLeasesOptions {
  database: PluginDatabase;
  /** False: this replica reads no provider, it only shows what others have read. */
  enabled?: boolean;
  /** Whether other processes may use the database. Default: unless it is SQLite */
  isShared?: boolean;
  /** Is set to the time of the database where others use that, too. */
  clock?: DatabaseClock;
  beatMs?: number;
  ttlMs?: number;
  marginMs?: number;
}

/**
 * Decides which replica reads which provider: one each, evenly spread. When a replica dies the
 * others take over its leases; breaker and failures of a connection are known to all.
 *
 * With SQLite there is one process, which holds everything.
 */
export class ProviderLeases {
  readonly id = randomUUID();
  readonly #options: Required<Omit<ProviderLeasesOptions, 'isShared'>>;
  readonly #isShared: boolean | undefined;
  #providers: readonly string[] = [];
  #held = new Set<string>();
  /** Monotonic time until which the leases are certain. */
  #validUntil = -Infinity;
  #rows: LeaseRows | undefined;
  #isAlone = false;
  #hasDatabase = false;
  #seen = new Map<string, LeaseRow>();
  /** Of reads under way, by provider. */
  readonly #reads = new Map<string, AbortController>();
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> | undefined;
  #isStopped = false;
  #onRead: (provider: string, options: { force?: boolean }) => void = () => {};

  constructor(options: ProviderLeasesOptions) {
    const { isShared, ...rest } = options;
    this.#isShared = isShared;
    this.#options = {
      clock: new DatabaseClock(),
      ...{ enabled: true, beatMs: BEAT_MS, ttlMs: TTL_MS },
      ...{ marginMs: MARGIN_MS, ...rest },
    };
  }

  /** The time that all replicas share. */
  get clock(): DatabaseClock {
    return this.#options.clock;
  }

  /** Calls a function when a lease was won, or when another replica wants a refresh. */
  onRead(
    listener: (provider: string, options: { force?: boolean }) => void,
  ): void {
    this.#onRead = listener;
  }

  /** Whether this replica reads a provider at this moment. */
  holds(provider: string): boolean {
    if (!this.#options.enabled) return false;
    // A database that was never there cannot say who else reads.
    if (this.#isAlone || !this.#hasDatabase) return true;
    return performance.now() < this.#validUntil && this.#held.has(provider);
  }

  /** Aborted when this replica loses the lease that it has now. */
  signalOf(provider: string): AbortSignal {
    const known = this.#reads.get(provider) ?? new AbortController();
    this.#reads.set(provider, known);
    return known.signal;
  }

  /** What the holder has reported; undefined where this replica is the holder. */
  stateOf(provider: string): ConnectionState | undefined {
    const state = this.#seen.get(provider)?.state;
    return this.holds(provider) || !state ? undefined : parseState(state);
  }

  /** Resolves after the first attempt, which takes what is free. */
  async start(): Promise<void> {
    await this.#beat();
    this.#schedule();
  }

  /** Sets which providers there are. */
  async setProviders(providers: readonly string[]): Promise<void> {
    const gone = this.#providers.filter(name => !providers.includes(name));
    this.#providers = providers;
    for (const name of gone) this.#held.delete(name);
    await this.#use(rows => rows.release(gone));
    // One that is under way knows the providers from before.
    await this.#beating;
    await this.#beat();
  }

  /** Reports the state of a connection to the other replicas. */
  async share(provider: string, state: ConnectionState): Promise<void> {
    if (!this.holds(provider)) return;
    await this.#use(rows => rows.share(provider, JSON.stringify(state)));
  }

  /**
   * Asks the holder of a lease for a refresh.
   *
   * @returns when, in the time that all replicas share; undefined where the database fails
   */
  async request(provider: string): Promise<number | undefined> {
    let at: number | undefined;
    await this.#use(async rows => {
      at = await rows.request(provider);
    });
    return at;
  }

  /**
   * Makes sure that no other replica writes for a provider until the transaction ends.
   *
   * @throws LeaseLostError
   */
  async guard(trx: Knex, provider: string): Promise<void> {
    if (this.#isAlone && this.#options.enabled) return;
    const isHeld = await this.#rows?.guard(trx, provider);
    if (!isHeld) throw new LeaseLostError(provider);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#beating;
    const held = [...this.#held];
    this.#held.clear();
    await this.#use(async rows => {
      await rows.release(held);
      await rows.leave();
    });
  }

  #schedule(): void {
    if (this.#isStopped || this.#isAlone) return;
    this.#timer = setTimeout(() => {
      void this.#beat().finally(() => this.#schedule());
    }, this.#options.beatMs);
    this.#timer.unref();
  }

  /** Another replica may read by now: what is read here could not be stored. */
  #endReads(): void {
    for (const [provider, read] of this.#reads) {
      if (this.holds(provider)) continue;
      this.#reads.delete(provider);
      read.abort();
    }
  }

  #beat(): Promise<void> {
    this.#beating ??= withTimeout(() => this.#use(rows => this.#round(rows)), {
      ms: this.#options.ttlMs,
      onTimeout: () => new Error('The database does not respond'),
    })
      // Its leases end, and it tries again.
      .catch(() => {})
      .finally(() => {
        this.#beating = undefined;
        this.#endReads();
      });
    return this.#beating;
  }

  /** The failure of the database is logged by it; leases end by themselves then. */
  async #use(work: (rows: LeaseRows) => Promise<void>): Promise<void> {
    const { database, ttlMs } = this.#options;
    try {
      await database.use('written', async knex => {
        this.#isAlone = !(this.#isShared ?? isPostgres(knex));
        this.#hasDatabase = true;
        if (this.#isAlone) return;
        this.#rows ??= new LeaseRows(knex, { id: this.id, ttlMs });
        await work(this.#rows);
      });
    } catch {
      // Tried again with the next beat.
    }
  }

  async #round(rows: LeaseRows): Promise<void> {
    const { enabled, marginMs, ttlMs } = this.#options;
    await this.#options.clock.sync(() => rows.time());
    const startedAt = performance.now();
    const providers = this.#providers;
    const before = this.#held;
    if (enabled) {
      const replicas = await rows.beat();
      const known = await rows.list(providers);
      const names = new Set(known.map(({ provider }) => provider));
      await rows.add(providers.filter(name => !names.has(name)));
      const held = await rows.renew();
      const share = Math.ceil(providers.length / replicas);
      await this.#balance(rows, held, share);
      this.#held = held;
      this.#validUntil = startedAt + ttlMs - marginMs;
    }
    const seen = await rows.list(providers);
    this.#seen = new Map(seen.map(row => [row.provider, row]));
    for (const name of this.#held) {
      const requestedAt = this.#seen.get(name)?.refresh_requested_at ?? null;
      const isRequested = requestedAt !== null;
      if (isRequested) await rows.settleRequest(name);
      if (isRequested || !before.has(name)) {
        this.#onRead(name, { force: isRequested });
      }
    }
  }

  /** Takes leases up to a fair share, and gives back what exceeds it. */
  async #balance(
    rows: LeaseRows,
    held: Set<string>,
    share: number,
  ): Promise<void> {
    const providers = new Set(this.#providers);
    const surplus = [...held].filter(name => !providers.has(name));
    const own = [...held].filter(name => providers.has(name));
    surplus.push(...own.slice(share));
    await rows.release(surplus);
    for (const name of surplus) held.delete(name);
    // Each replica begins elsewhere, so that they seldom want the same.
    const wanted = [...providers].filter(name => !held.has(name));
    const start = Math.floor(Math.random() * wanted.length);
    for (const name of [...wanted.slice(start), ...wanted.slice(0, start)]) {
      if (held.size >= share) break;
      if (await rows.take(name)) held.add(name);
    }
  }
}
