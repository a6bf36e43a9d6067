import type {
  InfraProvider,
  WorkloadsChange,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { FailureReport } from './FailureReport';
import type { SnapshotRefresh } from './SnapshotRefresh';
import type { StoredClusters } from './StoredClusters';
import { UpdateBudget } from './UpdateBudget';

/** Events that belong together, such as those of a rollout, arrive within this time. */
const DELAY_MS = 300;

export interface WorkloadUpdatesOptions {
  provider: InfraProvider;
  snapshots: Pick<SnapshotRefresh, 'update'>;
  failures: FailureReport;
  /** Whether this replica publishes, and when it is stored. */
  stored: Pick<StoredClusters, 'isReader' | 'settle'>;
  /** Ends everything. */
  signal: AbortSignal;
  /** The read that is under way: it may be older, so it is published first. */
  reading: () => Promise<void> | undefined;
}

/** Publishes what streams show between two reads, at a bounded rate. */
export class WorkloadUpdates {
  readonly #options: WorkloadUpdatesOptions;
  readonly #pending = new Map<string, WorkloadsChange>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  /** Aborts when this replica reads the provider no more. */
  #watching: AbortController | undefined;
  /** Monotonic milliseconds. */
  #notBefore = 0;
  readonly #budget = new UpdateBudget(performance.now());

  constructor(options: WorkloadUpdatesOptions) {
    this.#options = options;
    const end = () => this.#stop();
    options.signal.addEventListener('abort', end, { once: true });
  }

  /** Listens while this replica reads the provider; else the streams end. */
  listen(isReader: boolean): void {
    if (!isReader) this.#stop();
    else if (!this.#watching && !this.#options.signal.aborted) this.#start();
  }

  /** Resolves when no update is being published. */
  async settle(): Promise<void> {
    await this.#running;
  }

  #start(): void {
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    this.#options.provider.watch?.({
      signal,
      onChange: change => {
        if (signal.aborted) return;
        this.#pending.set(change.cluster, change);
        this.#schedule();
      },
    });
  }

  #stop(): void {
    this.#watching?.abort();
    this.#watching = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending.clear();
  }

  #schedule(): void {
    if (this.#timer || this.#running || this.#pending.size === 0) return;
    const wait = Math.max(DELAY_MS, this.#notBefore - performance.now());
    this.#timer = setTimeout(() => void this.#publishAll(), wait);
    this.#timer.unref();
  }

  async #publishAll(): Promise<void> {
    for (;;) {
      const reading = this.#options.reading();
      if (!reading) break;
      await reading;
    }
    this.#timer = undefined;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      this.#schedule();
    });
  }

  async #run(): Promise<void> {
    const startedAt = performance.now();
    const changes = [...this.#pending.values()];
    this.#pending.clear();
    for (const change of changes) await this.#publish(change);
    await this.#options.stored.settle();
    const endedAt = performance.now();
    const pauseMs = this.#budget.pauseAfter({ startedAt, endedAt });
    this.#notBefore = endedAt + pauseMs;
  }

  async #publish(change: WorkloadsChange): Promise<void> {
    const { failures, snapshots, stored } = this.#options;
    if (!stored.isReader) return;
    try {
      await snapshots.update(change);
    } catch (error) {
      failures.toFailure(error);
    }
  }
}
