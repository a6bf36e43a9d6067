import { withLoginAttempts } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ConnectionCheck,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  InfraProvider,
  ProviderFailure,
  ReadOptions,
  WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import type { ConnectionGate } from './ConnectionGate';
import type { CollectorMetrics } from '../metrics/CollectorMetrics';
import { Breaker } from './Breaker';
import {
  checkProvider,
  refusedTooOften,
  waitForCredentials,
} from './checkProvider';
import { ConnectionHealth } from './ConnectionHealth';
import { ConnectionLogins, type LoginOutcome } from './ConnectionLogins';
import { FailureReport } from './FailureReport';
import type { LoginBudget } from './LoginBudget';
import { NodeFacts } from './NodeFacts';
import type { Redactor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readBudgetMs } from './readBudgetMs';
import { SharedReads } from './SharedReads';
import type { SnapshotCache } from './SnapshotCache';
import { SnapshotRefresh } from './SnapshotRefresh';
import type { ClusterSnapshot, ConnectionState } from './types';

/** A timer may fire a little early. */
const TIMER_SLACK_MS = 50;

export interface ProviderConnectionOptions {
  entry: ProviderEntry;
  provider: InfraProvider;
  logger: LoggerService;
  /** Keeps what is configured out of all that is said. */
  redactor: Redactor;
  /** What its requests pass. */
  gate: ConnectionGate;
  /** Of all connections, so that those with the same credentials share it. */
  logins: LoginBudget;
  /** Left out where no other replica shares it. */
  cache?: SnapshotCache;
  metrics?: CollectorMetrics;
  /** Works on a reading before it is shown, so that no reader waits for that work. */
  prepareWorkloads?: (reading: WorkloadsReading) => Promise<void>;
}

/**
 * Keeps the snapshots of one provider: refreshes them in the background, one refresh at a
 * time, and keeps the last good data of each part when a refresh fails.
 */
export class ProviderConnection {
  readonly entry: ProviderEntry;
  readonly #options: ProviderConnectionOptions;
  readonly #health: ConnectionHealth;
  readonly #facts: NodeFacts;
  readonly #breaker: Breaker;
  readonly #logins: ConnectionLogins;
  readonly #closing = new AbortController();
  readonly #failures: FailureReport;
  readonly #snapshots: SnapshotRefresh;
  readonly #shared: SharedReads;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isForced = false;
  #checking: Promise<ConnectionCheck> | undefined;

  constructor(options: ProviderConnectionOptions) {
    this.entry = options.entry;
    this.#options = options;
    this.#health = new ConnectionHealth(options.logger);
    this.#facts = new NodeFacts(options.provider);
    this.#breaker = new Breaker(options.entry.timings);
    this.#logins = new ConnectionLogins({
      ...options,
      budget: options.logins,
    });
    this.#shared = new SharedReads(options);
    this.#failures = new FailureReport(options);
    this.#snapshots = new SnapshotRefresh({
      ...options,
      failures: this.#failures,
      shared: this.#shared,
    });
  }

  /** Begins the refresh loop; the first read goes out at once. */
  start(): void {
    void this.refresh();
  }

  get state(): ConnectionState {
    const isPaused = this.#logins.pauseMs > 0;
    const breaker = isPaused ? 'open' : this.#breaker.state;
    return { ...this.#health.state, breaker };
  }

  /**
   * All clusters of the connection, also those that were never read: in the order of the
   * configuration where it names them, else by name.
   */
  get snapshots(): ClusterSnapshot[] {
    const { list } = this.#snapshots;
    const names = this.#clusterNames();
    if (list.length > 0) {
      return list.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
    }
    const { error } = this.#health.state;
    return names.map(name => ({
      name,
      topology: { ...(error && { error }) },
      workloads: {},
    }));
  }

  /**
   * Refreshes now, or joins the refresh that is under way. Never rejects.
   *
   * @param options - `force`: a person asks, who is not to wait for the breaker
   */
  refresh(options: { force?: boolean } = {}): Promise<void> {
    if (this.#closing.signal.aborted) return Promise.resolve();
    const { force = false } = options;
    if (this.#running) {
      if (!force || this.#isForced) return this.#running;
      // The one under way may have started before the change that the person wants to see,
      // and does not read again what a watch keeps up to date.
      return this.#running.then(() => this.refresh(options));
    }
    clearTimeout(this.#timer);
    this.#isForced = force;
    this.#running = withLoginAttempts(this.#logins, () => this.#cycle(options))
      // Whatever went wrong in our own code, the loop goes on.
      .catch(error => void this.#failures.toFailure(error))
      .finally(() => {
        this.#running = undefined;
        this.#schedule();
      });
    return this.#running;
  }

  /** Facts of a node that the snapshots do not hold; none while upstream is not asked. */
  nodeFacts(cluster: string, node: string): Promise<NodeStatus | undefined> {
    if (this.state.breaker !== 'closed') return Promise.resolve(undefined);
    return withLoginAttempts(this.#logins, () =>
      this.#facts.get(cluster, node, this.#readOptions()),
    );
  }

  /**
   * What the credentials may read; joins a check that is under way. Refused ones count as
   * those of a refresh do.
   */
  check(): Promise<ConnectionCheck> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#running;
    await this.#options.provider.close?.();
  }

  #clusterNames(): readonly string[] {
    try {
      const { clusterNames } = this.#options.provider;
      if (clusterNames) return clusterNames;
    } catch {
      // A fault of this provider must not take the list of all clusters along.
    }
    return [this.entry.name];
  }

  async #check(): Promise<ConnectionCheck> {
    const { gate, provider, logger, redactor } = this.#options;
    const options = this.#readOptions();
    await this.#logins.load();
    const endLogin = await this.#logins.begin(options.signal);
    if (!endLogin) return waitForCredentials(this.#logins.pauseMs);
    let isRefused = false;
    let outcome: LoginOutcome = 'unknown';
    try {
      const onStatus = (status: number | undefined) => {
        isRefused ||= status === 401;
      };
      const check = await gate.observe(onStatus, () =>
        withLoginAttempts(this.#logins, () =>
          checkProvider(provider, { ...options, logger, redactor }),
        ),
      );
      if (check.ok) outcome = 'accepted';
      return check;
    } finally {
      if (isRefused) outcome = 'refused';
      endLogin(this.#closing.signal.aborted ? 'cut' : outcome);
    }
  }

  async #cycle(options: { force?: boolean }): Promise<void> {
    this.#shared.lead();
    // New credentials need not wait for what the old ones did.
    if (await this.#logins.load()) this.#breaker.endAuthPause();
    const endLogin = await this.#logins.begin(this.#closing.signal);
    if (!endLogin) {
      this.#hold();
      return;
    }
    let outcome: LoginOutcome = 'unknown';
    try {
      outcome = await this.#read(options);
    } finally {
      endLogin(outcome);
    }
  }

  /** A connection that was never read says why it is not. */
  #hold(): void {
    if (this.#closing.signal.aborted) return;
    if (this.#health.state.state !== 'pending') return;
    this.#health.hold(this.#failures.toError(refusedTooOften()));
  }

  /** @returns what upstream says to the credentials */
  async #read(options: { force?: boolean }): Promise<LoginOutcome> {
    const { force = false } = options;
    const startedAt = Date.now();
    let failure: ProviderFailure | undefined;
    let wasTried = true;
    let wasSent = false;
    let isAccepted = false;
    let isTaken = false;
    /** Whether each cluster has an error of its own. */
    let isTold = false;
    try {
      wasTried = await this.#breaker.run(async () => {
        // A person wants to know what upstream says, not what another replica knows.
        isTaken = !force && (await this.#snapshots.adopt());
        if (isTaken) return;
        wasSent = true;
        const result = await this.#snapshots
          .read({ ...this.#readOptions(), force })
          .catch(error => {
            throw this.#failures.toFailure(error);
          });
        failure = result.failure;
        isTold = true;
        if (failure && !result.isPartial) throw failure;
        isAccepted = true;
      }, options);
    } catch (error) {
      failure = this.#failures.toFailure(error);
      if (!isTold) this.#snapshots.failAll(failure);
    }
    if (this.#closing.signal.aborted) return wasSent ? 'cut' : 'unknown';
    this.#facts.prune((cluster, node) => this.#snapshots.isGone(cluster, node));
    if (wasTried) this.#settle({ startedAt, failure, isTaken });
    if (isAccepted) return 'accepted';
    return failure?.code === 'UNAUTHORIZED' ? 'refused' : 'unknown';
  }

  #schedule(): void {
    if (this.#closing.signal.aborted) return;
    const { pauseMs } = this.#logins;
    const delay = Math.max(
      this.#shared.delayMs ?? this.#breaker.nextDelayMs,
      pauseMs > 0 ? pauseMs + TIMER_SLACK_MS : 0,
    );
    this.#health.schedule(delay);
    // Files may hold other credentials before the pause of the refused ones is over.
    const isPause = pauseMs > 0 || this.#breaker.isAuthPause;
    const { refreshMs } = this.entry.timings;
    this.#timer = setTimeout(
      () => void this.refresh(),
      isPause ? Math.min(delay, refreshMs) : delay,
    );
    this.#timer.unref();
  }

  #settle(options: {
    startedAt: number;
    failure: ProviderFailure | undefined;
    /** Another replica read, which counts it. */
    isTaken: boolean;
  }): void {
    const { startedAt, failure, isTaken } = options;
    const error = failure && this.#failures.toError(failure);
    this.#health.settle({ startedAt, error });
    if (isTaken) return;
    this.#options.metrics?.recordRefresh(this.entry, {
      seconds: (Date.now() - startedAt) / 1000,
      error,
    });
  }

  #readOptions(): ReadOptions {
    return {
      signal: AbortSignal.any([
        this.#closing.signal,
        AbortSignal.timeout(readBudgetMs(this.entry)),
      ]),
    };
  }
}
