import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { openDatabase, type Knex } from '../database';

/** The database of the history. Trouble with it is logged when it begins and when it is over. */
export class HistoryDatabase {
  readonly #database: DatabaseService;
  readonly #logger: LoggerService;
  #isFailing = false;

  constructor(options: { database: DatabaseService; logger: LoggerService }) {
    this.#database = options.database;
    this.#logger = options.logger;
  }

  /** Rejects where the work does. */
  async use<T>(work: (knex: Knex) => Promise<T>): Promise<T> {
    try {
      const result = await work(await openDatabase(this.#database));
      if (this.#isFailing) this.#logger.info('The history works again');
      this.#isFailing = false;
      return result;
    } catch (error) {
      if (!this.#isFailing) this.#warn(error);
      this.#isFailing = true;
      throw error;
    }
  }

  /** The message of a database may hold its address and whole statements. */
  #warn(error: unknown): void {
    const { name, code } = error as Error & { code?: string };
    this.#logger.error(
      `The history can be neither read nor written: ${code ?? name}`,
    );
  }
}
