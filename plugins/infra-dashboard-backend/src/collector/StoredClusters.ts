import { setTimeout as sleep } from 'node:timers/promises';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { withTimeout } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { settleWithin } from '../time/settleWithin';
import type { SnapshotRefresh } from './SnapshotRefresh';
import type { ClusterSnapshot, ConnectionState } from './types';

/** How long the database is waited for. */
const RESTORE_MS = 15_000;

/** How long the next update waits for the rows of the last one. */
const SETTLE_MS = 5_000;

/** How long a person's refresh waits for the replica that reads. */
const FORCED_MS = 20_000;
const FORCED_POLL_MS = 500;

/** What the database stores of one connection, and who may read upstream. */
export interface ConnectionRecorder {
  /** Whether this replica reads upstream; otherwise it shows what another one stores. */
  holds(): boolean;
  /** Aborted when this replica may not read any more. */
  readSignal(): AbortSignal;
  /** What is stored by now; rejects where the database cannot be read. */
  load(): Promise<ClusterSnapshot[]>;
  /** Some workloads as they are stored; rejects where the database cannot be read. */
  workloads(cluster: string, ids: readonly string[]): Promise<Workload[]>;
  /** Stores a cluster, and its workloads where they were read. */
  publish(snapshot: ClusterSnapshot, workloads?: Workload[]): void;
  remove(cluster: string): void;
  /** Resolves when what was published is stored, or cannot be. */
  settle(): Promise<void>;
  /** Reports the state of the connection to the other replicas, once what was read is stored. */
  share(state: ConnectionState): void;
  /** The state that the reading replica has reported. */
  sharedState(): ConnectionState | undefined;
  /** Asks the reading replica for a refresh; returns when, undefined where that failed. */
  request(): Promise<number | undefined>;
}

/** Shows what the database has of one connection. */
export class StoredClusters {
  readonly #recorder: ConnectionRecorder | undefined;
  readonly #snapshots: SnapshotRefresh;
  readonly #signal: AbortSignal;

  constructor(options: {
    recorder?: ConnectionRecorder;
    snapshots: SnapshotRefresh;
    signal: AbortSignal;
  }) {
    this.#recorder = options.recorder;
    this.#snapshots = options.snapshots;
    this.#signal = options.signal;
  }

  /** Whether this replica reads upstream; without a database it does. */
  get isReader(): boolean {
    return this.#recorder?.holds() ?? true;
  }

  /** Ends a read when another replica may read. */
  get readSignal(): AbortSignal {
    return this.#recorder?.readSignal() ?? this.#signal;
  }

  /** State of the connection where another replica reads. */
  get state(): ConnectionState | undefined {
    return this.#recorder?.sharedState();
  }

  async restore(): Promise<void> {
    const recorder = this.#recorder;
    if (!recorder) return;
    this.#snapshots.restore(await this.#load(() => recorder.load()));
  }

  /**
   * Shows what another replica has stored by now.
   *
   * @param options - `force`: a person wants to see the state upstream
   */
  async follow({ force }: { force: boolean }): Promise<void> {
    const recorder = this.#recorder;
    if (!recorder) return;
    if (force) await this.#awaitRefresh(recorder);
    const clusters = await this.#load(() => recorder.load());
    if (clusters.length > 0) this.#snapshots.adopt(clusters);
  }

  /** Some workloads as they are stored; none where the database fails or hangs. */
  workloads(cluster: string, ids: readonly string[]): Promise<Workload[]> {
    return this.#load(
      async () => (await this.#recorder?.workloads(cluster, ids)) ?? [],
    );
  }

  /** Resolves when what was read is stored, or takes too long. */
  async settle(): Promise<void> {
    const recorder = this.#recorder;
    if (recorder) await settleWithin(SETTLE_MS, recorder.settle());
  }

  share(state: ConnectionState): void {
    if (this.isReader) this.#recorder?.share(state);
  }

  async #awaitRefresh(recorder: ConnectionRecorder): Promise<void> {
    const end = performance.now() + FORCED_MS;
    const requestedAt = await recorder.request();
    if (requestedAt === undefined) return;
    while (performance.now() < end && !this.#signal.aborted) {
      // It may become the reader itself meanwhile.
      if (recorder.holds()) return;
      // A read that began before may not show what the person wants to see.
      const { lastAttemptAt = '' } = recorder.sharedState() ?? {};
      if (Date.parse(lastAttemptAt) >= requestedAt) return;
      await sleep(FORCED_POLL_MS);
    }
  }

  /** Nothing where the database fails or hangs. */
  #load<T>(work: () => Promise<T[]>): Promise<T[]> {
    return withTimeout(work, {
      ms: RESTORE_MS,
      signal: this.#signal,
      onTimeout: () => new Error('The database does not respond'),
    }).catch(() => []);
  }
}
