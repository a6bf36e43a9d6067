import { withTimeout } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { nowMs, type Knex, type PluginDatabase } from '../database';

const TABLE = 'login_refusals';

/** A database that takes longer is not waited for. */
const TIMEOUT_MS = 2_000;

/** An attempt that was refused, by this replica or another one. */
export interface StoredRefusal {
  id: string;
  /** Key of the credentials at one address. */
  login: string;
  ageMs: number;
}

/** Refused attempts of all replicas, by the clock of the database. Never rejects. */
export class StoredRefusals {
  readonly #database: PluginDatabase;

  constructor(database: PluginDatabase) {
    this.#database = database;
  }

  /** Undefined where the database cannot be read. */
  async load(
    logins: readonly string[],
    windowMs: number,
  ): Promise<StoredRefusal[] | undefined> {
    return this.#try('read', async knex => {
      const now = nowMs(knex);
      const rows = await knex(TABLE)
        .select('id', 'login', { age: knex.raw(`${now} - at`) })
        .whereIn('login', logins)
        .andWhereRaw(`at > ${now} - ?`, [windowMs]);
      return rows.map(({ age, id, login }) => ({
        ...{ id, login },
        ageMs: Math.max(Number(age), 0),
      }));
    });
  }

  /** @returns whether it is stored */
  async add(
    refusal: { id: string; login: string },
    windowMs: number,
  ): Promise<boolean> {
    const isStored = await this.#try('written', async knex => {
      const now = nowMs(knex);
      await knex(TABLE).insert({ ...refusal, at: knex.raw(now) });
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
    await this.#try('written', knex => knex(TABLE).where({ login }).delete());
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
