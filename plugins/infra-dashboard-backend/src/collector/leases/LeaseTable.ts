import type { Knex } from '../../database';
import { isPostgres, databaseTime } from './databaseTime';
import type { Lease, LeaseTimings, ProviderAttempts } from './types';

const LEASES = 'provider_leases';
const REPLICAS = 'collector_replicas';

/** How long rows of providers and replicas are stored that are gone. */
const FORGET_MS = 24 * 3_600_000;

type Query = ReturnType<Knex['queryBuilder']>;

interface Row {
  provider: string;
  holder: string | null;
  left_ms: string | number;
  breaker: ProviderAttempts['breaker'] | null;
  failures: number;
  wait_ms: string | number | null;
  error: string | null;
  refresh_requested_at: string | number | null;
}

function toLease(row: Row): Lease {
  const leftMs = Number(row.left_ms);
  return {
    provider: row.provider,
    ...(row.holder !== null && leftMs > 0 && { holder: row.holder }),
    leftMs,
    isRefreshRequested: row.refresh_requested_at !== null,
    ...(row.breaker && {
      attempts: {
        breaker: row.breaker,
        failures: row.failures,
        waitMs: Math.max(Number(row.wait_ms ?? 0), 0),
        ...(row.error && { error: JSON.parse(row.error) }),
      },
    }),
  };
}

/**
 * The statements on leases of one replica. Those of each tick skip a lease that a transaction has
 * locked, so that a writer delays no other lease.
 */
export class LeaseTable {
  readonly #knex: Knex;
  readonly #replica: string;
  readonly #timings: LeaseTimings;
  readonly #clock: () => string;

  /** @param options - `now`: SQL of the present time */
  constructor(options: {
    knex: Knex;
    replica: string;
    timings: LeaseTimings;
    now?: () => string;
  }) {
    this.#knex = options.knex;
    this.#replica = options.replica;
    this.#timings = options.timings;
    this.#clock = options.now ?? (() => databaseTime(options.knex));
  }

  /** Adds rows of new providers, and deletes those of replicas and providers that are gone. */
  async prepare(providers: readonly string[]): Promise<void> {
    const gone = this.#at(-FORGET_MS);
    await this.#timed(this.#knex(LEASES).where('expires_at', '<', gone)).del();
    await this.#timed(this.#knex(REPLICAS).where('seen_at', '<', gone)).del();
    // Inserting a known one would wait for a transaction that has locked it.
    const known = await this.#timed(this.#knex(LEASES)).pluck('provider');
    const rows = providers
      .filter(provider => !known.includes(provider))
      .map(provider => ({ provider, expires_at: this.#at(0) }));
    if (rows.length === 0) return;
    await this.#timed(this.#knex(LEASES).insert(rows))
      .onConflict('provider')
      .ignore();
  }

  /** Says that the replica lives, and renews all of its leases. */
  async renew(): Promise<void> {
    const { ttlMs } = this.#timings;
    await this.#timed(
      this.#knex(REPLICAS).insert({ id: this.#replica, seen_at: this.#at(0) }),
    )
      .onConflict('id')
      .merge();
    await this.#update(
      query =>
        query
          .where('holder', this.#replica)
          // The clock of the database was set back.
          .orWhere('expires_at', '>', this.#at(2 * ttlMs)),
      { expires_at: this.#at(ttlMs) },
    );
  }

  async leases(): Promise<Lease[]> {
    const rows: Row[] = await this.#timed(this.#knex(LEASES))
      .select('*')
      .select(this.#knex.raw(`expires_at - ${this.#now} as left_ms`))
      .select(this.#knex.raw(`next_attempt_at - ${this.#now} as wait_ms`))
      .orderBy('provider');
    return rows.map(toLease);
  }

  /** Ids of the living replicas. */
  async replicas(): Promise<string[]> {
    return this.#timed(this.#knex(REPLICAS))
      .where('seen_at', '>', this.#at(-this.#timings.ttlMs))
      .orderBy('id')
      .pluck('id');
  }

  /** Takes those that are free. */
  async take(providers: readonly string[]): Promise<void> {
    await this.#update(
      query =>
        query
          .whereIn('provider', providers)
          .where(free =>
            free.whereNull('holder').orWhere('expires_at', '<=', this.#at(0)),
          ),
      { holder: this.#replica, expires_at: this.#at(this.#timings.ttlMs) },
    );
  }

  /** Gives leases back. */
  async release(providers: readonly string[]): Promise<void> {
    await this.#update(query => this.#mine(query, providers), {
      ...{ holder: null, expires_at: this.#at(0) },
    });
  }

  /** The replica stops. */
  async leave(): Promise<void> {
    await this.#timed(this.#knex(LEASES))
      .where('holder', this.#replica)
      .update({ holder: null, expires_at: this.#at(0) });
    await this.#timed(this.#knex(REPLICAS)).where('id', this.#replica).del();
  }

  /** Stores what the holder found out. */
  async saveAttempts(
    provider: string,
    { breaker, error, failures, waitMs }: ProviderAttempts,
  ): Promise<void> {
    await this.#timed(this.#knex(LEASES))
      .where({ provider, holder: this.#replica })
      .update({
        ...{ breaker, failures },
        next_attempt_at: this.#at(Math.ceil(waitMs)),
        error: error ? JSON.stringify(error) : null,
      });
  }

  async requestRefresh(provider: string): Promise<void> {
    await this.#timed(this.#knex(LEASES))
      .where({ provider })
      .update({ refresh_requested_at: this.#at(0) });
  }

  /** The holder begins to read these. */
  async clearRequests(providers: readonly string[]): Promise<void> {
    await this.#update(query => this.#mine(query, providers), {
      refresh_requested_at: null,
    });
  }

  /**
   * Renews a lease in a transaction, and locks it until the end of it.
   *
   * @returns whether the replica holds it
   */
  async lock(trx: Knex, provider: string): Promise<boolean> {
    const { ttlMs } = this.#timings;
    // A host that is gone in the middle of a transaction must not hold the lock for hours.
    const returning = isPostgres(trx)
      ? `set_config('idle_in_transaction_session_timeout', '${ttlMs}', true)`
      : 'provider';
    const result = await trx.raw(
      `update ${LEASES} set expires_at = ${this.#now} + ${ttlMs}
       where provider = ? and holder = ? and expires_at > ${this.#now}
       returning ${returning}`,
      [provider, this.#replica],
    );
    return (result.rows ?? result).length > 0;
  }

  #mine(query: Query, providers: readonly string[]): Query {
    return query.where('holder', this.#replica).whereIn('provider', providers);
  }

  /** Updates the leases that no transaction has locked. */
  async #update(
    where: (query: Query) => Query,
    values: Record<string, unknown>,
  ): Promise<void> {
    const rows = where(this.#knex(LEASES).select('provider'));
    if (isPostgres(this.#knex)) rows.forUpdate().skipLocked();
    await this.#timed(this.#knex(LEASES))
      .whereIn('provider', rows)
      .update(values);
  }

  get #now(): string {
    return this.#clock();
  }

  #at(offsetMs: number): ReturnType<Knex['raw']> {
    return this.#knex.raw(`${this.#now} + ${offsetMs}`);
  }

  /** A database that does not respond must not be waited for. */
  #timed<T extends Query>(query: T): T {
    return query.timeout(this.#timings.intervalMs) as T;
  }
}
