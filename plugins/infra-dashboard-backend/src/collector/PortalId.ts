import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { openDatabase, readPortalId } from '../database';
import { settleWithin } from '../time/settleWithin';

const RETRY_MS = 10_000;

/** How long the start waits for the database. */
const FIRST_READ_MS = 5_000;

/**
 * The id of this portal, stored in its database and shared by all replicas. Unknown until the
 * database was read, which is retried until it succeeds.
 */
export class PortalId {
  readonly #database: DatabaseService;
  readonly #logger: LoggerService;
  #value: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;
  #isReported = false;

  constructor(options: { database: DatabaseService; logger: LoggerService }) {
    this.#database = options.database;
    this.#logger = options.logger;
  }

  get value(): string | undefined {
    return this.#value;
  }

  /** Resolves with the first attempt, or after five seconds if the database hangs. */
  async start(retryMs: number = RETRY_MS): Promise<void> {
    await settleWithin(FIRST_READ_MS, this.#load(retryMs));
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #load(retryMs: number): Promise<void> {
    try {
      this.#value = await readPortalId(await openDatabase(this.#database));
      if (this.#isReported) this.#logger.info('Replicas share facts of nodes');
    } catch (error) {
      if (this.#isStopped) return;
      if (!this.#isReported) {
        this.#logger.warn(
          `Each replica reads facts of nodes for itself, since the database cannot be read: ${
            (error as Error).name
          }`,
        );
      }
      this.#isReported = true;
      this.#timer = setTimeout(() => void this.#load(retryMs), retryMs);
      this.#timer.unref();
    }
  }
}
