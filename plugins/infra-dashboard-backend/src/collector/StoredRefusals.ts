import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { withTimeout } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { nowMs, type Knex, type PluginDatabase } from '../database';

const TABLE = 'login_refusals';

/** A database that takes longer is not waited for. */
const TIMEOUT_MS = 2_000;

/** Credentials that rotate leave an unused hash behind each time. */
const MAX_HASHES = 1_000;

const derive = promisify<string, string, number, Buffer>(scrypt);

/** An attempt that was refused, by this replica or another one. */
export interface StoredRefusal {
  id: string;
  /** Key of the credentials at one address. */
  login: string;
  ageMs: number;
}

interface Row {
  id: string;
  login: string;
  age: number;
}

/**
 * Refused attempts of all replicas, by the clock of the database. Never rejects.
 *
 * What is stored of credentials is slow to guess them from, and so it is slow to make. It is made
 * only where there is a refusal at all, which is rare.
 */
export class StoredRefusals {
  readonly #database: PluginDatabase;
  readonly #hashes = new Map<string, Promise<string>>();
  #listing: Promise<Row[] | undefined> | undefined;

  constructor(database: PluginDatabase) {
    this.#database = database;
  }

  /** Undefined where the database cannot be read. */
  async load(
    logins: readonly string[],
    windowMs: number,
  ): Promise<StoredRefusal[] | undefined> {
    // A time far ahead is of a clock that was wrong.
    const isRecent = ({ age }: Row) => Math.abs(age) < windowMs;
    const rows = (await this.#list())?.filter(isRecent);
    if (!rows?.length) return rows && [];
    const found: StoredRefusal[] = [];
    for (const login of logins) {
      const hash = await this.#hashOf(login);
      for (const { age, id } of rows.filter(row => row.login === hash)) {
        found.push({ id, login, ageMs: Math.max(age, 0) });
      }
    }
    return found;
  }

  /** @returns whether it is stored */
  async add(
    refusal: { id: string; login: string },
    windowMs: number,
  ): Promise<boolean> {
    const { id } = refusal;
    const login = await this.#hashOf(refusal.login);
    const isStored = await this.#try('written', async knex => {
      const now = nowMs(knex);
      await knex(TABLE).insert({ id, login, at: knex.raw(now) });
      // Times ahead are of a clock that was wrong.
      await knex(TABLE)
        .whereRaw(`at < ${now} - ? or at > ${now} + ?`, [windowMs, windowMs])
        .delete();
      return true;
    });
    return isStored === true;
  }

  /** The credentials were accepted. */
  async clear(login: string): Promise<void> {
    const rows = await this.#list();
    if (!rows?.length) return;
    const hash = await this.#hashOf(login);
    await this.#try('written', knex =>
      knex(TABLE).where({ login: hash }).delete(),
    );
  }

  /** All that are stored: a few at most. Connections that begin together share one query. */
  #list(): Promise<Row[] | undefined> {
    this.#listing ??= this.#try('read', async knex => {
      const age = knex.raw(`${nowMs(knex)} - at`);
      const rows = await knex(TABLE).select('id', 'login', { age });
      return rows.map(row => ({ ...row, age: Number(row.age) }));
    }).finally(() => {
      this.#listing = undefined;
    });
    return this.#listing;
  }

  #hashOf(login: string): Promise<string> {
    if (this.#hashes.size > MAX_HASHES) this.#hashes.clear();
    let hash = this.#hashes.get(login);
    if (!hash) {
      hash = derive(login, TABLE, 32).then(bytes => bytes.toString('base64'));
      this.#hashes.set(login, hash);
    }
    return hash;
  }

  #try<T>(
    purpose: 'read' | 'written',
    work: (knex: Knex) => Promise<T>,
  ): Promise<T | undefined> {
    return withTimeout(() => this.#database.use(purpose, work), {
      ms: TIMEOUT_MS,
      onTimeout: () => new Error('The database is slow'),
    }).catch(() => undefined);
  }
}
