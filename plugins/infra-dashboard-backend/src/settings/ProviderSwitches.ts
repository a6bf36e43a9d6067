import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { ProviderEntry } from '../config';
import { openDatabase, type Knex } from '../database';
import { settleWithin } from '../time/settleWithin';

const TABLE = 'provider_switches';

/** How soon a replica follows what was switched at another one. */
const POLL_MS = 10_000;

/** How long the start waits for the database. */
const FIRST_READ_MS = 5_000;

interface Row {
  provider: string;
  /** SQLite has no booleans. */
  enabled: boolean | number;
  changed_by: string;
  changed_at: number | string;
}

/**
 * Providers enabled and disabled on the settings page. Stored in the database for all replicas;
 * overrides `enabled` in the configuration.
 */
export class ProviderSwitches {
  readonly #database: DatabaseService;
  readonly #logger: LoggerService;
  #knex: Promise<Knex> | undefined;
  #switches = new Map<string, boolean>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: { database: DatabaseService; logger: LoggerService }) {
    this.#database = options.database;
    this.#logger = options.logger;
  }

  /**
   * Reads what was switched, and then again and again. A database that cannot be read
   * leaves everything as it is.
   *
   * @param onChange - called when something was switched elsewhere
   */
  async start(onChange: () => void, pollMs: number = POLL_MS): Promise<void> {
    const first = this.#load().catch(error => {
      this.#warn(error);
      return false;
    });
    // A hanging database must not block reading the clusters.
    const inTime = await settleWithin(FIRST_READ_MS, first);
    if (inTime === undefined) void first.then(changed => changed && onChange());
    this.#timer = setInterval(() => {
      this.#load()
        .then(changed => {
          if (changed) onChange();
        })
        .catch(error => this.#warn(error));
    }, pollMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The entries as they are to be used. */
  applyTo(entries: ProviderEntry[]): ProviderEntry[] {
    return entries.map(entry => {
      const enabled = this.#switches.get(entry.name);
      return enabled === undefined || entry.issues
        ? entry
        : { ...entry, enabled };
    });
  }

  /** Remembers a switch; rejects where the database cannot be written. */
  async set(
    provider: string,
    options: { enabled: boolean; by: string },
  ): Promise<void> {
    const { by, enabled } = options;
    const knex = await this.#open();
    await knex<Row>(TABLE)
      .insert({
        provider,
        enabled,
        changed_by: by,
        changed_at: Date.now(),
      })
      .onConflict('provider')
      .merge();
    this.#switches.set(provider, enabled);
  }

  async #load(): Promise<boolean> {
    const knex = await this.#open();
    const rows: Row[] = await knex<Row>(TABLE).select();
    const before = JSON.stringify([...this.#switches].sort());
    this.#switches = new Map(
      rows.map(({ provider, enabled }) => [provider, Boolean(enabled)]),
    );
    return JSON.stringify([...this.#switches].sort()) !== before;
  }

  async #open(): Promise<Knex> {
    this.#knex ??= openDatabase(this.#database);
    try {
      return await this.#knex;
    } catch (error) {
      this.#knex = undefined;
      throw error;
    }
  }

  #warn(error: unknown): void {
    this.#logger.warn(
      `It is not known which providers were switched on or off: ${
        (error as Error).name
      }`,
    );
  }
}
