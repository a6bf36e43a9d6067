import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ConnectionCheck,
  ProviderStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  describeIssues,
  type Limit,
  type NodePast,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import pLimit from 'p-limit';
import {
  DEFAULT_LIMITS,
  hidePosition,
  type ProviderEntry,
  type RequestLimits,
} from '../config';
import type { DetailResult } from '../detail';
import type { CollectorMetrics } from '../metrics/CollectorMetrics';
import { settleWithin } from '../time/settleWithin';
import type { PlatformRegistry } from '../platforms/PlatformRegistry';
import { DatabaseClock } from '../time/DatabaseClock';
import type { CollectorRecorder } from './CollectorRecorder';
import { LoginBudget } from './LoginBudget';
import { DisabledClusters } from './DisabledClusters';
import { ensureUniqueNames } from './ensureUniqueNames';
import { fingerprint } from './fingerprint';
import { openConnection, type Slot } from './openConnection';
import type { SlowFacts } from './NodeFacts';
import { ProviderChecks } from './ProviderChecks';
import type { ProviderConnection } from './ProviderConnection';
import type { SharedCache } from './SharedCache';
import type { StoredRefusals } from './StoredRefusals';
import { misconfigured } from './toProviderError';
import { toProviderStatus } from './toProviderStatus';
import type { ClusterRecord, ClusterSnapshot } from './types';

/** How long a refresh waits until what it read is stored. */
const SETTLE_MS = 2_000;

export interface CollectorOptions {
  registry: PlatformRegistry;
  logger: LoggerService;
  metrics?: CollectorMetrics;
  /** Shares what is read on demand with other replicas. */
  cache?: SharedCache;
  limits?: RequestLimits;
  clock?: DatabaseClock;
  /** Shares rejected credentials with other replicas. */
  refusals?: StoredRefusals;
}

/**
 * All connections, as the configuration has them at the moment. The only part that sends
 * requests to platforms.
 */
export class Collector {
  readonly #registry: PlatformRegistry;
  readonly #logger: LoggerService;
  readonly #metrics: CollectorMetrics | undefined;
  readonly #cache: SharedCache | undefined;
  readonly #limits: RequestLimits;
  /** The time that all replicas share. */
  readonly clock: DatabaseClock;
  /** Over all connections. */
  readonly #limit: Limit;
  /** Outlives connections: it belongs to the credentials. */
  readonly #logins: LoginBudget;
  readonly #checks = new ProviderChecks(entry => this.#open(entry));
  readonly #disabled = new DisabledClusters();
  #slots: Slot[] = [];
  #recorder: CollectorRecorder | undefined;
  readonly #starting = new Set<Promise<void>>();

  constructor(options: CollectorOptions) {
    this.#registry = options.registry;
    this.#logger = options.logger;
    this.#metrics = options.metrics;
    this.#cache = options.cache;
    this.#limits = options.limits ?? DEFAULT_LIMITS;
    this.#limit = pLimit(this.#limits.requests);
    this.#logins = new LoginBudget(options.refusals);
    this.clock = options.clock ?? new DatabaseClock();
    this.#metrics?.observe(() => this.providers, this.clock);
  }

  /** Sets what stores the clusters. */
  recordWith(recorder: CollectorRecorder): void {
    this.#recorder = recorder;
  }

  /** Resolves when what was stored of all clusters is shown. */
  async restored(): Promise<void> {
    await Promise.all(this.#starting);
  }

  /**
   * Applies a new configuration: entries that did not change keep their connection and data,
   * the others are reopened or closed. Never throws: an entry that cannot be opened is
   * misconfigured and does not affect the others.
   */
  apply(entries: ProviderEntry[]): void {
    this.#recorder?.setProviders(
      entries.filter(({ enabled }) => enabled).map(({ name }) => name),
    );
    const kept = new Map(
      this.#slots.map(slot => [fingerprint(slot.entry), slot]),
    );
    const before = new Set(
      this.#slots.map(({ issues = [] }) => describeIssues(issues)),
    );
    this.#slots = entries.map(entry => {
      const print = fingerprint(entry);
      const slot = kept.get(print);
      if (!slot || slot.issues) return this.#start(this.#open(entry));
      kept.delete(print);
      return { ...slot, entry };
    });
    this.#wait(
      this.#disabled.update(this.#slots, {
        before: [...kept.values()],
        load: async entry => this.#recorder?.clustersOf(entry) ?? [],
      }),
    );
    for (const { connection, entry } of kept.values()) {
      connection
        ?.close()
        .catch(() => this.#logger.warn(`Closing ${entry.name} failed`));
    }
    for (const { issues } of this.#slots) {
      const text = issues && describeIssues(issues);
      if (text && !before.has(text)) {
        this.#logger.error(`Misconfigured provider: ${text}`);
      }
    }
  }

  /** Every configured cluster, in the order of the configuration. */
  get records(): ClusterRecord[] {
    const records = this.#slots.flatMap(({ entry, connection, issues }) => {
      if (connection) {
        const workloadTypes = this.#registry.workloadTypesOf(entry.type);
        return connection.snapshots.map(snapshot => ({
          ...{ entry, workloadTypes },
          snapshot: this.#withStored(entry, snapshot),
        }));
      }
      const topology = issues ? { error: misconfigured(issues) } : {};
      const names = this.#disabled.of(entry.name);
      return (names.length > 0 ? names : [entry.name]).map(name => ({
        entry,
        snapshot: { name, topology, workloads: {} },
      }));
    });
    return ensureUniqueNames(records);
  }

  /** Every configured provider, in the order of the configuration. */
  get providers(): ProviderStatus[] {
    return this.#slots.map(toProviderStatus);
  }

  /** The same for callers who may not see every provider; without those named by their place. */
  get providersWithoutPosition(): ProviderStatus[] {
    return this.#slots
      .filter(({ entry }) => !entry.isNamedByPosition)
      .map(slot => ({
        ...slot,
        issues: slot.issues?.map(issue => hidePosition(slot.entry, issue)),
      }))
      .map(toProviderStatus);
  }

  /** Facts of a node that its cluster's snapshot does not contain. */
  async nodeFacts(
    record: ClusterRecord,
    node: string,
  ): Promise<SlowFacts | undefined> {
    // A cluster that cannot be read may be another one, so its nodes are not read either.
    if (record.snapshot.topology.error) return undefined;
    return this.#connection(record.entry.name)?.nodeFacts(
      record.snapshot.name,
      node,
    );
  }

  /** Details of a workload, which are read on demand. Never rejects where reading fails. */
  async describe(
    record: ClusterRecord,
    workload: Workload,
  ): Promise<DetailResult> {
    const { name, topology } = record.snapshot;
    // A cluster that cannot be read may be another one, so its workloads are not read either.
    if (topology.error) return { error: topology.error };
    const connection = this.#connection(record.entry.name);
    return (await connection?.describe({ cluster: name, workload })) ?? {};
  }

  /**
   * What the platform of a cluster has stored of its past, where this replica reads it. Rejects
   * with a ProviderFailure.
   */
  async past({
    entry,
    snapshot,
  }: ClusterRecord): Promise<NodePast[] | undefined> {
    const { name: cluster, topology } = snapshot;
    if (topology.error || !topology.data) return undefined;
    const nodes = topology.data.nodes.map(({ name }) => name);
    return this.#connection(entry.name)?.past({ cluster, nodes });
  }

  /**
   * Reads a provider now; joins a running read.
   *
   * @param options - `force`: requested by a person, regardless of the breaker
   */
  async refresh(
    provider: string,
    options: { force?: boolean } = {},
  ): Promise<void> {
    await this.#connection(provider)?.refresh(options);
    // Lists are queried in the database, which may be slow.
    if (this.#recorder) {
      await settleWithin(SETTLE_MS, this.#recorder.settle(provider));
    }
  }

  /** What the credentials of a provider may read, also of a disabled one. */
  check(provider: string): Promise<ConnectionCheck> {
    const slot = this.#slots.find(({ entry }) => entry.name === provider);
    return this.#checks.run(provider, slot);
  }

  async close(): Promise<void> {
    const slots = this.#slots;
    this.#slots = [];
    await Promise.allSettled(slots.map(slot => slot.connection?.close()));
  }

  /** Numbers of workloads and the lists of them belong to the same reading. */
  #withStored(entry: ProviderEntry, snapshot: ClusterSnapshot) {
    if (!this.#recorder) return snapshot;
    const workloads = this.#recorder.storedWorkloads(entry, snapshot);
    return { ...snapshot, workloads };
  }

  #connection(provider: string): ProviderConnection | undefined {
    return this.#slots.find(slot => slot.entry.name === provider)?.connection;
  }

  /** The entry as it is now: its owner may change without a new connection. */
  #entryOf(connection: ProviderConnection): ProviderEntry {
    const slot = this.#slots.find(one => one.connection === connection);
    return slot?.entry ?? connection.entry;
  }

  #open(entry: ProviderEntry): Slot {
    return openConnection(entry, {
      registry: this.#registry,
      logger: this.#logger,
      metrics: this.#metrics,
      clock: this.clock,
      cache: this.#cache,
      logins: this.#logins,
      limits: {
        perProvider: this.#limits.requestsPerProvider,
        all: this.#limit,
      },
      attach: connection => ({
        recorder: this.#recorder?.connect(entry, () =>
          this.#entryOf(connection()),
        ),
      }),
    });
  }

  #start(slot: Slot): Slot {
    this.#wait(slot.connection?.start());
    return slot;
  }

  /** Work that a start waits for. */
  #wait(work: Promise<void> | undefined): void {
    const starting = work?.finally(() => this.#starting.delete(starting!));
    if (starting) this.#starting.add(starting);
  }
}
