import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  withTimeout,
  yieldIfDue,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Knex } from './Knex';
import { openDatabase } from './openDatabase';

/** What is done with the database; a full disk can be read and not be written. */
type Purpose = 'read' | 'written';

/** How long a request waits for the database. */
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * The plugin's database as one part of the plugin uses it. A failure is logged when it begins
 * and when it is over.
 */
export class PluginDatabase {
  readonly #database: DatabaseService;
  readonly #logger: LoggerService;
  readonly #subject: string;
  readonly #failing = new Set<Purpose>();

  /** @param options - `subject`: what is stored, for log lines */
  constructor(options: {
    database: DatabaseService;
    logger: LoggerService;
    subject: string;
  }) {
    this.#database = options.database;
    this.#logger = options.logger;
    this.#subject = options.subject;
  }

  /**
   * Reads for a request.
   *
   * @throws InputError where the work does, ServiceUnavailableError where the database fails or
   *   is slow; its text says nothing of the database
   */
  async serve<T>(work: (knex: Knex) => Promise<T>): Promise<T> {
    try {
      return await withTimeout(() => this.use('read', work), {
        ms: REQUEST_TIMEOUT_MS,
        onTimeout: () => new Error('The database is slow'),
      });
    } catch (error) {
      if ((error as Error).name === 'InputError') throw error;
      throw new ServiceUnavailableError(
        `The ${this.#subject} cannot be read now`,
      );
    }
  }

  /** Rejects where the work does. */
  async use<T>(purpose: Purpose, work: (knex: Knex) => Promise<T>): Promise<T> {
    try {
      const knex = await openDatabase(this.#database);
      // SQLite computes in this process: many requests at once take turns.
      await yieldIfDue();
      const result = await work(knex);
      if (this.#failing.delete(purpose)) {
        this.#logger.info(`The ${this.#subject} can be ${purpose} again`);
      }
      return result;
    } catch (error) {
      // What a caller asks for wrongly is no failure of the database.
      if ((error as Error).name === 'InputError') throw error;
      if (!this.#failing.has(purpose)) {
        // The message of a database may hold its address and whole statements.
        const { name, code } = error as Error & { code?: string };
        this.#logger.error(
          `The ${this.#subject} cannot be ${purpose}: ${code ?? name}`,
        );
      }
      this.#failing.add(purpose);
      throw error;
    }
  }
}
