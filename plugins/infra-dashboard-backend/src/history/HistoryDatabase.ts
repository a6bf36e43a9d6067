import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { openDatabase, type Knex } from '../database';

/** What is done with the database; a full disk can be read and not be written. */
type Purpose = 'read' | 'written';

/** The database of the history. A failure is logged when it begins and when it is over. */
export class HistoryDatabase {
  readonly #database: DatabaseService;
  readonly #logger: LoggerService;
  readonly #failing = new Set<Purpose>();

  constructor(options: { database: DatabaseService; logger: LoggerService }) {
    this.#database = options.database;
    this.#logger = options.logger;
  }

  /** Rejects where the work does. */
  async use<T>(purpose: Purpose, work: (knex: Knex) => Promise<T>): Promise<T> {
    try {
      const result = await work(await openDatabase(this.#database));
      if (this.#failing.delete(purpose)) {
        this.#logger.info(`The history can be ${purpose} again`);
      }
      return result;
    } catch (error) {
      if (!this.#failing.has(purpose)) {
        // The message of a database may hold its address and whole statements.
        const { name, code } = error as Error & { code?: string };
        this.#logger.error(`The history cannot be ${purpose}: ${code ?? name}`);
      }
      this.#failing.add(purpose);
      throw error;
    }
  }
}
