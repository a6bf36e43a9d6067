import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ConnectionCheck,
  NodeStatus,
  ProviderError,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  ProviderFailure,
  type ClusterReading,
  type InfraProvider,
  type ReadOptions,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import { observeRequests } from '../http';
import type { CollectorMetrics } from '../metrics/CollectorMetrics';
import { Breaker } from './Breaker';
import { NodeFacts } from './NodeFacts';
import type { Redactor } from './Redactor';
import type { SnapshotCache } from './SnapshotCache';
import { toFailure } from './toFailure';
import { toProviderError } from './toProviderError';
import type { ClusterSnapshot, ConnectionState } from './types';
import { withSignal } from './withSignal';

/** A refresh may make several requests, one after the other. */
const BUDGET_IN_TIMEOUTS = 6;

export interface ProviderConnectionOptions {
  entry: ProviderEntry;
  provider: InfraProvider;
  logger: LoggerService;
  /** Keeps what is configured out of all that is said. */
  redactor: Redactor;
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
  readonly #provider: InfraProvider;
  readonly #logger: LoggerService;
  readonly #redactor: Redactor;
  readonly #cache: SnapshotCache | undefined;
  readonly #metrics: CollectorMetrics | undefined;
  readonly #prepare: ProviderConnectionOptions['prepareWorkloads'];
  readonly #facts: NodeFacts;
  readonly #breaker: Breaker;
  readonly #closing = new AbortController();
  #snapshots = new Map<string, ClusterSnapshot>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #checking: Promise<ConnectionCheck> | undefined;
  #failures = 0;
  #state: ConnectionState = { state: 'pending' };

  constructor(options: ProviderConnectionOptions) {
    this.entry = options.entry;
    this.#provider = options.provider;
    this.#logger = options.logger;
    this.#redactor = options.redactor;
    this.#cache = options.cache;
    this.#metrics = options.metrics;
    this.#prepare = options.prepareWorkloads;
    this.#facts = new NodeFacts(options.provider);
    this.#breaker = new Breaker(options.entry.timings);
  }

  /** Begins the refresh loop; the first read goes out at once. */
  start(): void {
    void this.refresh();
  }

  get state(): ConnectionState {
    return { ...this.#state, breaker: this.#breaker.state };
  }

  /** All clusters of the connection, also those that were never read. */
  get snapshots(): ClusterSnapshot[] {
    if (this.#snapshots.size > 0) return [...this.#snapshots.values()];
    const { error } = this.#state;
    const names = this.#provider.clusterNames ?? [this.entry.name];
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
    clearTimeout(this.#timer);
    this.#running ??= observeRequests(
      status => this.#metrics?.recordRequest(this.entry, status),
      () => this.#cycle(options),
    ).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Facts of a node that the snapshots do not hold; none while upstream is not asked. */
  nodeFacts(cluster: string, node: string): Promise<NodeStatus | undefined> {
    if (this.#breaker.state !== 'closed') return Promise.resolve(undefined);
    return this.#facts.get(cluster, node, this.#readOptions());
  }

  /** What the credentials may read; joins a check that is under way. */
  check(): Promise<ConnectionCheck> {
    const options = this.#readOptions();
    this.#checking ??= withSignal(options.signal, () =>
      this.#provider.checkConnection(options),
    )
      .catch(error => {
        const { hint, message } = toFailure(
          error,
          this.#logger,
        ).toProviderError();
        const check = { id: 'connect', title: 'Connect', remedy: hint };
        return {
          ok: false,
          checks: [{ ...check, status: 'failed' as const, message }],
        };
      })
      .then(check => ({
        ...check,
        checks: check.checks.map(one => ({
          ...one,
          ...(one.message && { message: this.#redactor.text(one.message) }),
          ...(one.remedy && { remedy: this.#redactor.text(one.remedy) }),
        })),
      }))
      .finally(() => {
        this.#checking = undefined;
      });
    return this.#checking;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#running;
    await this.#provider.close?.();
  }

  async #cycle(options: { force?: boolean }): Promise<void> {
    const startedAt = Date.now();
    let failure: ProviderFailure | undefined;
    let wasTried = true;
    try {
      wasTried = await this.#breaker.run(async () => {
        // A person wants to know what upstream says, not what another replica knows.
        if (!options.force && (await this.#adopt())) return;
        failure = await this.#read().catch(error => {
          throw toFailure(error, this.#logger);
        });
      }, options);
    } catch (error) {
      failure = toFailure(error, this.#logger);
      for (const snapshot of this.#snapshots.values()) {
        snapshot.topology = {
          ...snapshot.topology,
          error: this.#toError(failure),
        };
      }
    }
    if (this.#closing.signal.aborted) return;
    const delay = this.#breaker.nextDelayMs;
    if (wasTried) this.#settle({ startedAt, failure });
    const nextAttemptAt = new Date(Date.now() + delay).toISOString();
    this.#state = { ...this.#state, nextAttemptAt };
    this.#timer = setTimeout(() => void this.refresh(), delay);
    this.#timer.unref();
  }

  /** Takes over what another replica has just read, instead of asking upstream again. */
  async #adopt(): Promise<boolean> {
    const shared = await this.#cache?.get(
      this.entry,
      this.entry.timings.refreshMs * 0.8,
    );
    if (!shared) return false;
    for (const { workloads } of shared.clusters) {
      if (workloads.data) await this.#prepare?.(workloads.data);
    }
    this.#snapshots = new Map(
      shared.clusters.map(cluster => [cluster.name, cluster]),
    );
    return true;
  }

  /** Rejects where the clusters cannot be read, resolves with why workloads cannot. */
  async #read(): Promise<ProviderFailure | undefined> {
    const options = { ...this.#readOptions(), cycle: {} };
    const readings = await withSignal(options.signal, () =>
      this.#provider.getAllClusters(options),
    );
    this.#publish(readings);
    const failures = await Promise.all(
      readings.map(
        ({ name, failure }) => failure ?? this.#readWorkloads(name, options),
      ),
    );
    await this.#cache?.set(this.entry, {
      observedAt: Date.now(),
      clusters: [...this.#snapshots.values()],
    });
    return failures.find(Boolean);
  }

  #publish(readings: ClusterReading[]): void {
    const observedAt = Date.now();
    this.#snapshots = new Map(
      readings.map(data => {
        const { name, failure } = data;
        const last = this.#snapshots.get(name);
        const topology = failure
          ? { ...last?.topology, error: this.#toError(failure) }
          : { data: this.#redactor.reading(data), observedAt };
        return [name, { name, topology, workloads: last?.workloads ?? {} }];
      }),
    );
    this.#facts.retain(
      (cluster, node) =>
        this.#snapshots
          .get(cluster)
          ?.topology.data?.nodes.some(({ name }) => name === node) ?? false,
    );
  }

  async #readWorkloads(
    cluster: string,
    options: ReadOptions,
  ): Promise<ProviderFailure | undefined> {
    const snapshot = this.#snapshots.get(cluster);
    if (!snapshot) return undefined;
    try {
      const reading = await withSignal(options.signal, () =>
        this.#provider.getWorkloads(cluster, options),
      );
      const data = this.#redactor.reading(reading);
      await this.#prepare?.(data);
      snapshot.workloads = { data, observedAt: Date.now() };
      return undefined;
    } catch (error) {
      const failure = toFailure(error, this.#logger);
      snapshot.workloads = {
        ...snapshot.workloads,
        error: this.#toError(failure),
      };
      return failure;
    }
  }

  #settle(outcome: {
    startedAt: number;
    failure: ProviderFailure | undefined;
  }): void {
    const { startedAt, failure } = outcome;
    const now = Date.now();
    this.#failures = failure ? this.#failures + 1 : 0;
    const error: ProviderError | undefined = failure && this.#toError(failure);
    this.#logChange(error);
    this.#metrics?.recordRefresh(this.entry, {
      seconds: (now - startedAt) / 1000,
      error,
    });
    this.#state = {
      state: failure ? 'failing' : 'ok',
      consecutiveFailures: this.#failures,
      lastAttemptAt: new Date(startedAt).toISOString(),
      lastSuccessAt: failure
        ? this.#state.lastSuccessAt
        : new Date(now).toISOString(),
      latency: failure ? this.#state.latency : (now - startedAt) / 1000,
      ...(error && { error }),
    };
  }

  #logChange(error: ProviderError | undefined): void {
    const before = this.#state.error?.code;
    if (error && error.code !== before) {
      this.#logger.warn(
        `${error.message}${error.hint ? `. ${error.hint}` : ''}`,
        {
          code: error.code,
        },
      );
    } else if (!error && this.#state.state !== 'ok') {
      this.#logger.info(before ? 'Reading works again' : 'First read done');
    }
  }

  #toError(failure: ProviderFailure): ProviderError {
    return this.#redactor.error(toProviderError(failure));
  }

  #readOptions(): ReadOptions {
    const budget = this.entry.timings.timeoutMs * BUDGET_IN_TIMEOUTS;
    return {
      signal: AbortSignal.any([
        this.#closing.signal,
        AbortSignal.timeout(budget),
      ]),
    };
  }
}
