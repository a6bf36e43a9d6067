import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  withLoginAttempts,
  type NodePast,
  type ProviderFailure,
  type ReadOptions,
  type WorkloadRef,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import { DetailDoor, type DetailResult } from '../detail';
import { Breaker } from './Breaker';
import { readingPaused, refusedTooOften } from './checkProvider';
import { ConnectionHealth } from './ConnectionHealth';
import type { ConnectionOptions } from './ConnectionOptions';
import { ConnectionLogins, type LoginOutcome } from './ConnectionLogins';
import { ConnectionTest } from './ConnectionTest';
import { FailureReport } from './FailureReport';
import { limitRead } from './limitRead';
import { listSnapshots } from './listSnapshots';
import { NodeFacts, type SlowFacts } from './NodeFacts';
import { PauseProbe } from './PauseProbe';
import { planRead } from './planRead';
import { readPast } from './readPast';
import { StoredClusters } from './StoredClusters';
import { SnapshotRefresh } from './SnapshotRefresh';
import type { ClusterSnapshot, ConnectionState } from './types';
import { WorkloadUpdates } from './WorkloadUpdates';

/** How often what another replica stores is looked at. */
const FOLLOW_MS = 5_000;

/**
 * Refreshes the snapshots of one provider in the background, one refresh at a time, and retains
 * the last good data of each part when a refresh fails.
 */
export class ProviderConnection {
  readonly entry: ProviderEntry;
  readonly #options: ConnectionOptions;
  readonly #health: ConnectionHealth;
  readonly #facts: NodeFacts;
  readonly #breaker: Breaker;
  readonly #logins: ConnectionLogins;
  readonly #closing = new AbortController();
  readonly #failures: FailureReport;
  readonly #details: DetailDoor;
  readonly #snapshots: SnapshotRefresh;
  readonly #stored: StoredClusters;
  readonly #test: ConnectionTest;
  readonly #updates: WorkloadUpdates;
  readonly #probe: PauseProbe;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isForced = false;

  constructor(options: ConnectionOptions) {
    this.entry = options.entry;
    this.#options = options;
    this.#health = new ConnectionHealth(options);
    this.#breaker = new Breaker(options.entry.timings);
    this.#logins = new ConnectionLogins({
      ...options,
      budget: options.logins,
    });
    this.#test = new ConnectionTest({
      ...options,
      logins: this.#logins,
      closing: this.#closing.signal,
    });
    this.#failures = new FailureReport(options);
    this.#facts = new NodeFacts({ ...options, failures: this.#failures });
    this.#details = new DetailDoor({ ...options, failures: this.#failures });
    this.#snapshots = new SnapshotRefresh({
      ...options,
      failures: this.#failures,
      onChange: (...changed) => options.recorder?.publish(...changed),
      onRemove: cluster => options.recorder?.remove(cluster),
    });
    this.#stored = new StoredClusters({
      recorder: options.recorder,
      snapshots: this.#snapshots,
      signal: this.#closing.signal,
    });
    this.#updates = new WorkloadUpdates({
      provider: options.provider,
      snapshots: this.#snapshots,
      failures: this.#failures,
      ...{ stored: this.#stored, signal: this.#closing.signal },
      reading: () => this.#running,
    });
    this.#probe = new PauseProbe(options, this.#breaker, this.#logins);
  }

  /**
   * Starts the refresh loop with what was stored.
   *
   * @returns resolves when the stored clusters are shown; the first read follows
   */
  async start(): Promise<void> {
    if (this.#options.recorder) await this.#stored.restore();
    void this.refresh();
  }

  get state(): ConnectionState {
    return this.#stored.state ?? this.#state;
  }

  get #state(): ConnectionState {
    const isPaused = this.#logins.pauseMs > 0;
    const breaker = isPaused ? 'open' : this.#breaker.state;
    return { ...this.#health.state, ...this.#options.gate.state, breaker };
  }

  /**
   * All clusters of the connection, including those that were never read: in the order of the
   * configuration where it names them, else by name.
   */
  get snapshots(): ClusterSnapshot[] {
    return listSnapshots(this.#snapshots.list, {
      ...this.#options,
      error: this.#health.state.error,
    });
  }

  /**
   * Refreshes now, or joins the running refresh. Never rejects.
   *
   * @param options - `force`: requested by a person, regardless of the breaker
   */
  refresh(options: { force?: boolean } = {}): Promise<void> {
    if (this.#closing.signal.aborted) return Promise.resolve();
    const { force = false } = options;
    if (this.#running) {
      if (!force || this.#isForced) return this.#running;
      // The running one may have started before the change that the person wants to see, and
      // does not reload what a watch keeps up to date.
      return this.#running.then(() => this.refresh(options));
    }
    clearTimeout(this.#timer);
    this.#isForced = force;
    this.#running = withLoginAttempts(this.#logins, () => this.#cycle(options))
      // A defect must not end the loop.
      .catch(error => void this.#failures.toFailure(error))
      .finally(() => {
        this.#running = undefined;
        this.#schedule();
      });
    return this.#running;
  }

  /** Facts of a node that snapshots do not contain; none while the breaker is open. */
  nodeFacts(cluster: string, node: string): Promise<SlowFacts | undefined> {
    if (this.state.breaker !== 'closed') return Promise.resolve(undefined);
    return withLoginAttempts(this.#logins, () =>
      this.#facts.get(cluster, node, this.#readOptions()),
    );
  }

  /**
   * Details of a workload, also where another replica reads the provider; why there are none
   * while the breaker is open.
   */
  async describe(ref: WorkloadRef): Promise<DetailResult> {
    if (this.state.breaker !== 'closed') {
      return { error: this.#failures.toError(readingPaused()) };
    }
    return withLoginAttempts(this.#logins, () =>
      this.#details.get(ref, this.#closing.signal),
    );
  }

  /**
   * What the platform has stored of the past of a cluster; undefined where it stores nothing, and
   * where another replica reads the provider. Rejects with a ProviderFailure.
   */
  async past(ref: {
    cluster: string;
    nodes: readonly string[];
  }): Promise<NodePast[] | undefined> {
    const isReading = this.#stored.isReader && this.state.breaker === 'closed';
    if (!isReading) return undefined;
    return withLoginAttempts(this.#logins, () =>
      readPast(ref, {
        provider: this.#options.provider,
        failures: this.#failures,
        signal: this.#readOptions().signal,
      }),
    );
  }

  /** Checks what the credentials may read; joins a running check. */
  check(): Promise<ConnectionCheck> {
    return this.#test.run(this.#readOptions());
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#running;
    await this.#options.provider.close?.();
  }

  async #cycle(options: { force?: boolean }): Promise<void> {
    await this.#updates.settle();
    const force = options.force === true;
    if (!this.#stored.isReader) await this.#stored.follow({ force });
    this.#updates.listen(this.#stored.isReader);
    if (this.#stored.isReader) await this.#readUpstream(options);
  }

  async #readUpstream(options: { force?: boolean }): Promise<void> {
    if (!options.force) await this.#probe.run(this.#readOptions().signal);
    // New credentials do not wait for the pause of the old ones.
    if (await this.#logins.load()) this.#breaker.endAuthPause();
    const endLogin = await this.#logins.begin(this.#closing.signal);
    let outcome: LoginOutcome = 'unknown';
    try {
      if (endLogin) outcome = await this.#read(options);
      else if (this.#health.state.state === 'pending') {
        // Why it was never read.
        this.#health.hold(this.#failures.toError(refusedTooOften()));
      }
    } finally {
      endLogin?.(outcome);
    }
  }

  /** @returns whether upstream accepted the credentials */
  async #read(options: { force?: boolean }): Promise<LoginOutcome> {
    const { force = false } = options;
    const startedAt = performance.now();
    const lease = this.#stored.readSignal;
    let failure: ProviderFailure | undefined;
    let wasTried = true;
    let wasSent = false;
    let isAccepted = false;
    /** Whether each cluster has an error of its own. */
    let isReported = false;
    try {
      wasTried = await this.#breaker.run(async () => {
        wasSent = true;
        const result = await this.#snapshots
          .read({
            ...this.#readOptions(lease),
            force,
            storedWorkloads: (...args) => this.#stored.workloads(...args),
          })
          .catch(error => {
            // Another replica reads: this is no failure of upstream.
            if (lease.aborted) return undefined;
            throw this.#failures.toFailure(error);
          });
        if (!result) return;
        failure = result.failure;
        isReported = true;
        if (failure && !result.isPartial) throw failure;
        isAccepted = true;
      }, options);
    } catch (error) {
      failure = this.#failures.toFailure(error);
      if (!isReported) this.#snapshots.failAll(failure);
    }
    if (this.#closing.signal.aborted || lease.aborted) {
      return wasSent ? 'cut' : 'unknown';
    }
    this.#facts.prune((cluster, node) => this.#snapshots.isGone(cluster, node));
    if (wasTried) this.#settle(startedAt, failure);
    if (isAccepted) return 'accepted';
    return failure?.code === 'UNAUTHORIZED' ? 'refused' : 'unknown';
  }

  #schedule(): void {
    if (this.#closing.signal.aborted) return;
    const delay = this.#stored.isReader ? this.#planRead() : FOLLOW_MS;
    this.#timer = setTimeout(() => void this.refresh(), delay);
    this.#timer.unref();
  }

  /** @returns milliseconds until there is something to do */
  #planRead(): number {
    const { readMs, wakeMs } = planRead({
      ...{ breaker: this.#breaker, logins: this.#logins, probe: this.#probe },
      refreshMs: this.entry.timings.refreshMs,
    });
    this.#health.schedule(readMs);
    this.#stored.share(this.#state);
    return wakeMs;
  }

  #settle(startedAt: number, failure: ProviderFailure | undefined): void {
    const durationMs = performance.now() - startedAt;
    const error = failure && this.#failures.toError(failure);
    this.#health.settle({ durationMs, error });
    const outcome = { seconds: durationMs / 1000, error };
    this.#options.metrics?.recordRefresh(this.entry, outcome);
  }

  #readOptions(...signals: AbortSignal[]): ReadOptions {
    return limitRead(this.entry, [this.#closing.signal, ...signals]);
  }
}
