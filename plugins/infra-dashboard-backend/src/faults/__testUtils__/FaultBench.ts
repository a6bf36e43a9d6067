import { mockServices } from '@backstage/backend-test-utils';
import type { ProblemMutes } from '../../problems';
import type { JsonObject } from '@backstage/types';
import type {
  ClusterStatus,
  ProviderStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  fleetSchema,
  startSimulator,
  type ClusterInput,
  type Simulator,
} from '@infra-dashboard/simulator';
import { Collector } from '../../collector';
import type { ProviderEntry, ProviderTimings } from '../../config';
import { PluginDatabase } from '../../database';
import { StorageQueries } from '../../inventory/query/StorageQueries';
import { WorkloadLists } from '../../inventory/query/WorkloadLists';
import { WorkloadQueries } from '../../inventory/query/WorkloadQueries';
import { composeCluster, Inventory, VisibleInventory } from '../../inventory';
import { HardwareInventory } from '../../legacy/files';
import { WorkloadOwnership } from '../../ownership';
import { createRegistry } from '../../testing/createRegistry';
import { RecordedWorkloads } from '../../testing/RecordedWorkloads';
import { createReport } from '../../testing/createReport';
import type { Platform } from './faultCases';
import { EVERYTHING } from '../../permissions';

/** The API responses for one connection and its cluster at one time. */
export interface Observation {
  /** Milliseconds since the epoch. */
  at: number;
  provider: ProviderStatus;
  cluster: ClusterStatus;
  workloads: Workload[];
}

const REFRESH_MS = 250;

function clusterInput(name: string, type: Platform): ClusterInput {
  const base = { name, nodes: [{ name: 'node-1' }, { name: 'node-2' }] };
  const workload = { name: 'web-1', node: 'node-1' };
  return type === 'proxmox'
    ? { ...base, type, workloads: [{ ...workload, vmid: 100 }] }
    : { ...base, type, workloads: [workload] };
}

/**
 * Simulated clusters of one platform, over TLS, read by the real providers through the real
 * collector and read model.
 */
export class FaultBench {
  readonly simulator: Simulator;
  readonly collector: Collector;
  readonly inventory: Inventory;
  readonly #entries = new Map<string, ProviderEntry>();
  readonly #workloads = new RecordedWorkloads();

  /** Starts the servers of clusters, which are given by name and platform. */
  static async start(clusters: Record<string, Platform>): Promise<FaultBench> {
    const simulator = await startSimulator({
      fleet: fleetSchema.parse({
        clusters: Object.entries(clusters).map(([name, platform]) =>
          clusterInput(name, platform),
        ),
      }),
      https: 'all',
    });
    return new FaultBench(simulator);
  }

  private constructor(simulator: Simulator) {
    this.simulator = simulator;
    const registry = createRegistry();
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    this.collector = new Collector({ registry, logger });
    this.collector.recordWith(this.#workloads);
    const database = new PluginDatabase({
      ...{ logger, subject: 'inventory' },
      database: mockServices.database.mock(),
    });
    this.inventory = new Inventory({
      changeLog: { read: async () => ({ items: [] }) },
      collector: this.collector,
      hardware: new HardwareInventory({
        report: createReport(undefined, { logger }),
        logger,
      }),
      ownership: new WorkloadOwnership(),
      problems: {
        finder: { find: async () => [] },
        mutes: {} as ProblemMutes,
      },
      // Faults are seen in the collector's own lists; nothing is stored.
      stored: {
        recorder: { rowOf: () => undefined },
        lists: new WorkloadLists({ database }),
        queries: new WorkloadQueries({
          database,
          typesOf: word => registry.typesOf(word),
        }),
        storages: new StorageQueries({ database }),
      },
    });
  }

  /** Begins to read a cluster. */
  connect(
    name: string,
    options: {
      timings?: Partial<ProviderTimings>;
      withLogin?: boolean;
      enabled?: boolean;
      /** Name of the provider; default: that of the cluster. */
      as?: string;
      /** Keys that differ from those that work. */
      settings?: JsonObject;
    } = {},
  ): void {
    const { ca, type, credentials } = this.simulator.clusters.get(name)!;
    const {
      name: _name,
      type: _type,
      fingerprint: _pinned,
      ...settings
    }: JsonObject = this.simulator
      .providersConfig()
      .find(one => one.name === name)!;
    const { as = name, enabled = true } = options;
    if (options.withLogin && type === 'proxmox') {
      delete settings.tokenId;
      delete settings.tokenSecret;
      settings.username = `${credentials.username}@pve`;
      settings.password = credentials.password;
    }
    this.#entries.set(as, {
      name: as,
      type,
      enabled,
      timings: {
        refreshMs: REFRESH_MS,
        timeoutMs: 10_000,
        connectMs: 10_000,
        staleAfterMs: 120_000,
        detailTtlMs: 15_000,
        ...options.timings,
      },
      settings: { ...settings, caData: ca!, ...options.settings },
      key: `infraDashboard.providers[${this.#entries.size}]`,
      source: 'app-config',
    });
    this.collector.apply([...this.#entries.values()]);
  }

  observe(name: string): Observation {
    const inventory = new VisibleInventory(this.inventory, EVERYTHING);
    const [provider] = inventory
      .listProviders()
      .filter(one => one.name === name);
    return {
      at: Date.now(),
      provider,
      cluster: composeCluster(inventory.getRecord(name), {
        ...{ now: Date.now(), includeNodes: true },
      }),
      workloads: this.#workloads.of(name),
    };
  }

  /** Observes until it is as configured or the time is over, and hands back the last sight. */
  async observeUntil(
    name: string,
    isReached: (seen: Observation) => boolean,
    withinMs = 30_000,
  ): Promise<Observation> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const seen = this.observe(name);
      if (isReached(seen) || Date.now() > deadline) return seen;
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  async stop(): Promise<void> {
    await this.collector.close();
    await this.simulator.stop();
  }
}
