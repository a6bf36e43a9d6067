import { isPostgres, nowMs, upsertRows, type Knex } from '../../database';

const LEASES = 'provider_leases';
const REPLICAS = 'collector_replicas';

/** Times further ahead than this many lifetimes are of a clock that was wrong. */
const MAX_AHEAD_IN_TTLS = 10;

/** A lease as all replicas see it. */
export interface LeaseRow {
  provider: string;
  holder: string | null;
  state: string | null;
  refresh_requested_at: number | string | null;
}

/**
 * The statements of one replica. Everything that replicas compare is the time of the database:
 * the clock of a replica may be wrong.
 */
export class LeaseRows {
  readonly #knex: Knex;
  readonly #id: string;
  readonly #ttlMs: number;
  readonly #isPostgres: boolean;
  readonly #now: string;

  constructor(knex: Knex, options: { id: string; ttlMs: number }) {
    this.#knex = knex;
    this.#id = options.id;
    this.#ttlMs = options.ttlMs;
    this.#isPostgres = isPostgres(knex);
    this.#now = nowMs(knex);
  }

  /** The time of the database, in milliseconds since the epoch. */
  async time(): Promise<number> {
    const [{ now }] = await this.#knex
      .select({ now: this.#knex.raw(this.#now) })
      .from(this.#knex.raw('(select 1) as one'));
    return Number(now);
  }

  /** Says that this replica lives; returns how many do. */
  async beat(): Promise<number> {
    const knex = this.#knex;
    await knex.raw(
      `insert into ${REPLICAS} (id, seen_at) values (?, ${this.#now})
       on conflict (id) do update set seen_at = excluded.seen_at`,
      [this.#id],
    );
    await knex(REPLICAS)
      .where(this.#isOutdated('seen_at', this.#ttlMs))
      .delete();
    const [{ count }] = await knex(REPLICAS).count({ count: '*' });
    return Number(count);
  }

  /** Renews all leases of this replica; returns those that it has. */
  async renew(): Promise<Set<string>> {
    const knex = this.#knex;
    await this.#unlocked({ holder: this.#id }).update({ ends_at: this.#end() });
    const rows = await knex<LeaseRow>(LEASES)
      .select('provider')
      .where({ holder: this.#id });
    return new Set(rows.map(({ provider }) => provider));
  }

  /** Makes the rows of providers that have none. */
  async add(providers: readonly string[]): Promise<void> {
    await upsertRows(this.#knex, {
      table: LEASES,
      key: ['provider'],
      items: providers,
      toRow: provider => ({ provider }),
    });
  }

  /** Takes a lease that no replica holds. */
  async take(provider: string): Promise<boolean> {
    const taken = await this.#unlocked({ provider })
      .andWhere(free =>
        free.whereNull('holder').orWhere(this.#isOutdated('ends_at', 0)),
      )
      .update({
        holder: this.#id,
        ends_at: this.#end(),
      });
    return taken > 0;
  }

  /** Gives leases back, so that another replica takes them at once. */
  async release(providers: readonly string[]): Promise<void> {
    if (providers.length === 0) return;
    await this.#unlocked({ holder: this.#id })
      .whereIn('provider', providers)
      .update({ holder: null, ends_at: 0 });
  }

  /** Says that this replica ends. */
  async leave(): Promise<void> {
    await this.#knex(REPLICAS).where({ id: this.#id }).delete();
  }

  list(providers: readonly string[]): Promise<LeaseRow[]> {
    return this.#knex<LeaseRow>(LEASES)
      .select('provider', 'holder', 'state', 'refresh_requested_at')
      .whereIn('provider', providers);
  }

  async share(provider: string, state: string): Promise<void> {
    await this.#unlocked({ provider, holder: this.#id }).update({ state });
  }

  /** @returns when it was requested */
  async request(provider: string): Promise<number> {
    const now = await this.time();
    await this.#knex(LEASES)
      .where({ provider })
      .update({ refresh_requested_at: now });
    return now;
  }

  async settleRequest(provider: string): Promise<void> {
    await this.#unlocked({ provider }).update({ refresh_requested_at: null });
  }

  /**
   * Whether this replica holds a lease, which it renews; no other replica can take it until
   * the transaction ends.
   */
  async guard(trx: Knex, provider: string): Promise<boolean> {
    if (this.#isPostgres) {
      // A host that is gone must not hold the lease until TCP notices it.
      await trx.raw("set local idle_in_transaction_session_timeout = '30s'");
    }
    const held = await trx(LEASES)
      .where({ provider, holder: this.#id })
      .update({ ends_at: this.#end() });
    return held > 0;
  }

  /** A time that is over, or that cannot be right because the database's clock was set. */
  #isOutdated(column: string, afterMs: number) {
    const maxAheadMs = MAX_AHEAD_IN_TTLS * this.#ttlMs;
    return this.#knex.raw(
      `(${column} < ${this.#now} - ? or ${column} > ${this.#now} + ?)`,
      [afterMs, maxAheadMs],
    );
  }

  #end() {
    return this.#knex.raw(`${this.#now} + ?`, [this.#ttlMs]);
  }

  /** Leases that no write holds at the moment: one that takes long must not stop the others. */
  #unlocked(where: { provider?: string; holder?: string }) {
    const leases = this.#knex(LEASES).where(where);
    if (!this.#isPostgres) return leases;
    return leases.whereIn(
      'provider',
      this.#knex(LEASES)
        .select('provider')
        .where(where)
        .forUpdate()
        .skipLocked(),
    );
  }
}
