import type {
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Clock } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConfigReport } from '../config';
import type { Inventory } from '../inventory';
import { PluginDatabase } from '../database';
import { settleWithin } from '../time/settleWithin';
import type { PlatformRegistry } from '../platforms/PlatformRegistry';
import type { Collector } from '../collector';
import { Backfill } from './backfill/Backfill';
import { HistoryQueries } from './HistoryQueries';
import { HistoryReader } from './HistoryReader';
import { HistoryRecorder } from './HistoryRecorder';
import { PrometheusHistory } from './prometheus/PrometheusHistory';
import { PrometheusServer } from './prometheus/PrometheusServer';
import { readHistoryOptions, type HistoryOptions } from './readHistoryOptions';
import { EVERYTHING } from '../permissions';
import { WorkloadUsage } from './workloads/WorkloadUsage';

/** Looks in each interval, so that one which began late or found nothing fresh is not lost. */
const CHECKS_PER_SAMPLE = 5;

/** How long a shutdown waits for what is being written. */
const CLOSE_MS = 5_000;

/** What the database remembers of how much was in use. */
export class HistoryService {
  readonly queries: HistoryQueries;
  readonly workloads: WorkloadUsage;
  readonly #history: HistoryOptions;
  readonly #logger: LoggerService;
  readonly #backfill: Backfill;
  readonly #prometheus: PrometheusHistory;
  readonly #recorder: HistoryRecorder;
  readonly #clock: Clock;
  readonly #scheduler: SchedulerService;
  readonly #closing = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: {
    report: ConfigReport;
    database: DatabaseService;
    inventory: Inventory;
    logger: LoggerService;
    registry: PlatformRegistry;
    scheduler: SchedulerService;
    clock: Clock;
    collector: Collector;
  }) {
    const { clock, collector, inventory, logger } = options;
    const { registry, report, scheduler } = options;
    const history = readHistoryOptions(report);
    const database = new PluginDatabase({
      ...options,
      subject: 'history',
    });
    this.#history = history;
    this.#logger = logger;
    this.#scheduler = scheduler;
    this.#clock = clock;
    this.#prometheus = new PrometheusHistory({
      servers: history.prometheus.map(
        config => new PrometheusServer({ config, logger, clock }),
      ),
      promqlOf: type => registry.promqlOf(type),
    });
    this.workloads = new WorkloadUsage({ clock, database, history });
    this.queries = new HistoryQueries({
      ...{ clock, history, prometheus: this.#prometheus },
      workloads: this.workloads,
      reader: new HistoryReader({
        ...{ database, history, clock },
      }),
    });
    const listRecords = () => inventory.records(EVERYTHING);
    this.#recorder = new HistoryRecorder({
      ...{ database, history, listRecords },
      workloads: this.workloads,
    });
    this.#backfill = new Backfill({
      ...{ database, history, listRecords, logger },
      readPast: record => collector.past(record),
    });
  }

  /** Lets one of all replicas write what there is; never rejects. */
  async start(): Promise<void> {
    if (!this.#history.enabled) return;
    try {
      await this.#scheduler.scheduleTask({
        id: 'infra-dashboard-history',
        frequency: {
          milliseconds: this.#history.sampleIntervalMs / CHECKS_PER_SAMPLE,
        },
        timeout: { minutes: 10 },
        // The first reads are in by then.
        initialDelay: { seconds: 30 },
        scope: 'global',
        fn: signal => this.#run(signal),
      });
    } catch (error) {
      this.#logger.error(
        `The history is not written: ${(error as Error).name}`,
      );
    }
  }

  /** Ends once the statement under way has, for a few seconds at most. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#prometheus.close();
    await settleWithin(CLOSE_MS, this.#running);
  }

  async #run(signal: AbortSignal): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#running = this.#write(AbortSignal.any([signal, this.#closing.signal]))
      // It is logged, once, where it happened; the next run tries again.
      .catch(() => {});
    await this.#running;
  }

  async #write(signal: AbortSignal): Promise<void> {
    await this.#recorder.run(this.#clock.now(), signal);
    await this.#backfill.run(this.#clock.now(), signal);
  }
}
