import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from '../../database';
import { isPostgres } from './databaseTime';
import { LeaseLostError } from './LeaseLostError';
import { LeaseTable } from './LeaseTable';
import { planLeases } from './planLeases';
import type { Lease, LeaseTimings, ProviderAttempts } from './types';

/**
 * A lease of a replica that is gone ends within 1.7 intervals, and another one takes it within
 * the next tick: together less than two intervals.
 */
export const LEASE_TIMINGS: LeaseTimings = {
  intervalMs: 10_000,
  ttlMs: 17_000,
  tickMs: 1_000,
};

/** How long the first start waits for the database. */
const OPEN_MS = 5_000;

export interface ProviderLeasesOptions {
  open: () => Promise<Knex>;
  logger: LoggerService;
  /** False: this replica reads nothing, and follows what others read. */
  enabled: boolean;
  /** A lease was won or lost. */
  onChange?: (provider: string, holds: boolean) => void;
  /** A person asked another replica for a refresh of a provider that this one reads. */
  onRefresh?: (provider: string) => void;
  timings?: LeaseTimings;
  /**
   * Whether other replicas use the database; default: PostgreSQL. SQLite belongs to one process,
   * which reads all providers, whatever happens to the database.
   */
  isShared?: boolean;
  /** Monotonic. */
  monotonicMs?: () => number;
  /** SQL of the time of the database. */
  now?: () => string;
}

/**
 * Lets one replica read each provider: the one that holds its lease, a row that ends unless it
 * is renewed. All times that replicas compare are those of the database; this replica measures
 * with a monotonic clock how long its leases last.
 */
export class ProviderLeases {
  readonly id = randomUUID();
  readonly #options: ProviderLeasesOptions;
  readonly #timings: LeaseTimings;
  readonly #monotonicMs: () => number;
  #providers = new Set<string>();
  #isPrepared = false;
  #table: LeaseTable | undefined;
  /** Whether no other replica can be known: it reads without leases then. */
  #isAlone = false;
  /** When each lease ends by the monotonic clock. */
  #ends = new Map<string, number>();
  #reported = new Set<string>();
  /** In how many reads in a row each lease was free. */
  #freeReads = new Map<string, number>();
  #leftovers = new Set<string>();
  #replicas: string[] = [];
  #leases = new Map<string, Lease>();
  #renewedAt = -Infinity;
  #isFailing = false;
  #isStopped = false;
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ProviderLeasesOptions) {
    this.#options = options;
    this.#timings = options.timings ?? LEASE_TIMINGS;
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now());
  }

  /** Takes what is free, and does so in the background from then on. Never rejects. */
  async start(): Promise<void> {
    await this.tick();
    this.#schedule();
  }

  /** Gives all leases back, so that another replica takes them at once. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    this.#report();
    this.#ends.clear();
    // A database that is down ends them by itself.
    await this.#table?.leave().catch(() => {});
  }

  /** The providers in the configuration of this replica. */
  setProviders(names: readonly string[]): void {
    this.#providers = new Set(names);
    this.#isPrepared = false;
    this.#renewedAt = -Infinity;
    this.#report();
  }

  /** Whether this replica reads the provider. */
  holds(provider: string): boolean {
    if (this.#isStopped || !this.#options.enabled) return false;
    if (!this.#providers.has(provider)) return false;
    if (this.#isAlone) return true;
    return (this.#ends.get(provider) ?? -Infinity) > this.#monotonicMs();
  }

  /** What the replica that reads it found out last. */
  attempts(provider: string): ProviderAttempts | undefined {
    return this.#leases.get(provider)?.attempts;
  }

  /** Tells the other replicas what came of reading a provider. */
  async saveAttempts(
    provider: string,
    attempts: ProviderAttempts,
  ): Promise<void> {
    if (!this.#isAlone) await this.#table?.saveAttempts(provider, attempts);
  }

  /** Asks the replica that reads a provider to do so now. */
  async requestRefresh(provider: string): Promise<void> {
    if (!this.#isAlone) await this.#table?.requestRefresh(provider);
  }

  /**
   * Makes sure that a transaction writes only while this replica holds the lease: no other
   * replica can take it before the transaction ends.
   *
   * @throws LeaseLostError
   */
  async guard(trx: Knex, provider: string): Promise<void> {
    const isHeld = this.#isAlone
      ? this.holds(provider)
      : await this.#table?.lock(trx, provider);
    if (!isHeld) throw new LeaseLostError(provider);
  }

  /** Renews, takes and gives back leases where it is time to; for tests without timers. */
  tick(): Promise<void> {
    this.#report();
    this.#running ??= this.#round()
      .then(() => this.#logFailure(undefined))
      .catch(error => this.#logFailure(error))
      .finally(() => {
        this.#running = undefined;
        if (!this.#isStopped) this.#report();
      });
    return this.#running;
  }

  #schedule(): void {
    if (this.#isStopped) return;
    const { tickMs } = this.#timings;
    this.#timer = setTimeout(() => {
      // While a statement hangs, leases end by the clock.
      void this.tick();
      this.#schedule();
    }, tickMs * (0.8 + Math.random() * 0.2));
    this.#timer.unref();
  }

  async #open(): Promise<LeaseTable> {
    if (this.#table) return this.#table;
    // A database that was never reached must not keep the first start from reading.
    const beAlone = () => {
      this.#isAlone = true;
      this.#report();
    };
    const timer = setTimeout(beAlone, OPEN_MS);
    timer.unref();
    const { isShared, now, open } = this.#options;
    const knex = await open()
      .catch(error => {
        beAlone();
        throw error;
      })
      .finally(() => clearTimeout(timer));
    this.#isAlone = !(isShared ?? isPostgres(knex));
    const options = { knex, replica: this.id, timings: this.#timings, now };
    this.#table = new LeaseTable(options);
    return this.#table;
  }

  async #round(): Promise<void> {
    const table = await this.#open();
    if (this.#isAlone) return;
    const { enabled, onRefresh } = this.#options;
    if (!this.#isPrepared) {
      this.#isPrepared = true;
      await table.prepare([...this.#providers]).catch(error => {
        this.#isPrepared = false;
        throw error;
      });
    }
    const { intervalMs } = this.#timings;
    const startedAt = this.#monotonicMs();
    if (enabled && startedAt - this.#renewedAt >= intervalMs) {
      await table.renew();
      this.#renewedAt = startedAt;
    }
    await this.#read(table);
    if (enabled && (await this.#balance(table))) await this.#read(table);
    const requested = [...this.#leases.values()]
      .filter(lease => lease.isRefreshRequested && this.holds(lease.provider))
      .map(({ provider }) => provider);
    if (requested.length === 0) return;
    await table.clearRequests(requested);
    for (const provider of requested) onRefresh?.(provider);
  }

  async #read(table: LeaseTable): Promise<void> {
    // Before the statement: the database looks at its clock later.
    const at = this.#monotonicMs();
    const leases = await table.leases();
    this.#leases = new Map(leases.map(lease => [lease.provider, lease]));
    this.#ends = new Map(
      leases
        .filter(({ holder }) => holder === this.id)
        .map(({ leftMs, provider }) => [provider, at + leftMs]),
    );
    this.#isPrepared &&= [...this.#providers].every(name =>
      this.#leases.has(name),
    );
    this.#freeReads = new Map(
      leases
        .filter(({ holder }) => !holder)
        .map(({ provider }) => [
          provider,
          (this.#freeReads.get(provider) ?? 0) + 1,
        ]),
    );
  }

  /** @returns whether anything changed */
  async #balance(table: LeaseTable): Promise<boolean> {
    const replicas = await table.replicas();
    if (String(replicas) !== String(this.#replicas)) this.#leftovers.clear();
    this.#replicas = replicas;
    const { intervalMs, tickMs } = this.#timings;
    const maxReads = (2 * intervalMs) / tickMs;
    const ignored = [...this.#freeReads]
      .filter(([, reads]) => reads > maxReads)
      .map(([provider]) => provider);
    const { giveBack, take, takeLeftovers } = planLeases({
      replica: this.id,
      providers: this.#providers,
      replicas,
      leases: [...this.#leases.values()],
      ignored: new Set(ignored),
      leftovers: this.#leftovers,
    });
    const wanted = [...take, ...takeLeftovers];
    if (wanted.length > 0) await table.take(wanted);
    takeLeftovers.forEach(name => this.#leftovers.add(name));
    if (giveBack.length > 0) {
      // Whoever reads must stop before another replica may begin.
      giveBack.forEach(name => this.#ends.delete(name));
      this.#report();
      await table.release(giveBack);
    }
    return wanted.length + giveBack.length > 0;
  }

  /** Reports what was won or lost since the last time. */
  #report(): void {
    const { onChange } = this.#options;
    const names = new Set([...this.#reported, ...this.#providers]);
    for (const name of names) {
      const holds = this.holds(name);
      if (holds === this.#reported.has(name)) continue;
      if (holds) this.#reported.add(name);
      else this.#reported.delete(name);
      onChange?.(name, holds);
    }
  }

  #logFailure(error: unknown): void {
    const { logger } = this.#options;
    const isFailing = error !== undefined;
    if (isFailing === this.#isFailing) return;
    this.#isFailing = isFailing;
    if (isFailing) {
      // The message of a database may hold its address and whole statements.
      const { name, code } = error as Error & { code?: string };
      logger.warn(`Leases cannot be renewed: ${code ?? name}`);
    } else {
      logger.info('Leases can be renewed again');
    }
  }
}
