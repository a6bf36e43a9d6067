import type {
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type {
  ChangePage,
  ChangeQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import {
  systemClock,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConfigReport } from '../config';
import { PluginDatabase, type Knex } from '../database';
import { settleWithin } from '../time/settleWithin';
import { readChangeFilter, type ChangeScope } from './changeFilter';
import { ChangePublisher } from './ChangePublisher';
import { expireChanges } from './expireChanges';
import { readChangeOptions, type ChangeOptions } from './readChangeOptions';
import { readChanges } from './readChanges';
import { recordChanges } from './recordChanges';
import type { NewChange } from './types';

/** How long a shutdown waits for what is being deleted. */
const CLOSE_MS = 5_000;

/** Stores what changed in all clusters, for a time. */
export class ChangeLog {
  readonly #database: PluginDatabase;
  readonly #logger: LoggerService;
  readonly #options: ChangeOptions;
  readonly #publisher: ChangePublisher;
  readonly #clock: Clock;
  readonly #closing = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: {
    database: DatabaseService;
    events: EventsService;
    logger: LoggerService;
    report: ConfigReport;
    clock?: Clock;
  }) {
    this.#database = new PluginDatabase({ ...options, subject: 'change log' });
    this.#logger = options.logger;
    this.#options = readChangeOptions(options.report);
    this.#publisher = new ChangePublisher(options);
    this.#clock = options.clock ?? systemClock;
  }

  /** Stores changes in a transaction, and publishes them once it is committed. */
  readonly record = async (trx: Knex, changes: NewChange[]): Promise<void> => {
    if (changes.length === 0) return;
    const stored = await recordChanges(trx, changes);
    (
      trx as Knex & { executionPromise?: Promise<unknown> }
    ).executionPromise?.then(
      () => this.#publisher.publish(stored),
      // Nothing was stored.
      () => {},
    );
  };

  /**
   * One page, the latest first.
   *
   * @throws InputError where the query is wrong, ServiceUnavailableError without a database
   */
  async read(query: ChangeQuery, scope: ChangeScope): Promise<ChangePage> {
    const filter = readChangeFilter(query, {
      ...scope,
      now: this.#clock.now(),
    });
    return this.#database.serve(knex => readChanges(knex, filter));
  }

  /** Lets one of all replicas delete what is too old; never rejects. */
  async start(scheduler: SchedulerService): Promise<void> {
    try {
      await scheduler.scheduleTask({
        id: 'infra-dashboard-changes',
        frequency: { hours: 1 },
        timeout: { minutes: 10 },
        initialDelay: { minutes: 5 },
        scope: 'global',
        fn: signal => this.expire(signal),
      });
    } catch (error) {
      this.#logger.error(
        `Old changes are not deleted: ${(error as Error).name}`,
      );
    }
  }

  /** Deletes what is too old; never rejects. */
  async expire(signal?: AbortSignal): Promise<void> {
    const { signal: closing } = this.#closing;
    if (closing.aborted) return;
    this.#running = this.#database
      .use('written', knex =>
        expireChanges(knex, {
          ...this.#options,
          now: this.#clock.now(),
          signal: signal ? AbortSignal.any([signal, closing]) : closing,
        }),
      )
      // It is logged, once, where it happened; the next run tries again.
      .catch(() => {});
    await this.#running;
  }

  /** Ends once the statement under way has, for a few seconds at most. */
  async close(): Promise<void> {
    this.#closing.abort();
    await settleWithin(CLOSE_MS, this.#running);
  }
}
