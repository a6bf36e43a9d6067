import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProviderEntry } from '../../config';
import type { ClusterSnapshot } from '../../collector/types';
import type { ConnectionRecorder } from '../../collector/StoredClusters';
import type { Knex } from '../../database';
import { settleWithin } from '../../time/settleWithin';
import { findClusters, type ClusterRow } from './clusterRows';
import { findStored } from './findStored';
import { forgetCluster } from './forgetCluster';
import { ClusterState } from './ClusterState';
import type { InventoryRecorderOptions } from './InventoryRecorderOptions';
import { rematchOwners } from './rematchOwners';
import type { SampleUsage } from './SampleUsage';
import { rememberDigests } from './sourceDigest';
import { workloadsAsStored } from './workloadsAsStored';
import { writeCluster, type WriteOptions } from './writeCluster';
import { WriteQueue } from './WriteQueue';

/** How long other replicas wait for the state of a connection while a write takes long. */
const SHARE_MS = 5_000;

/** Use of workloads is written at most this often. */
const USAGE_INTERVAL_MS = 60_000;

interface Slot {
  entry: ProviderEntry;
  state: ClusterState;
  /** The last one of this process. */
  snapshot?: ClusterSnapshot;
  /** Workloads that were read and are not stored yet. */
  items?: Workload[];
  /** Whether the provider has the cluster no more. */
  isGone?: boolean;
  /** Which change of the owners its workloads have. */
  owners: number;
  usageAt: number;
}

function slotKey({ name }: ProviderEntry, cluster: string): string {
  return JSON.stringify([name, cluster]);
}

/**
 * Stores the readings of all clusters, so that a restart knows them and that what changed is
 * known. No reader waits for it.
 */
export class InventoryRecorder {
  readonly #options: InventoryRecorderOptions;
  readonly #slots = new Map<string, Slot>();
  /** How often the owners have changed. */
  #owners = 0;
  readonly #digestOf = rememberDigests();
  readonly #queue = new WriteQueue<Slot>({
    write: slot => this.#store(slot),
    groupOf: ({ entry }) => entry.name,
  });
  #sampleUsage: SampleUsage = async () => {};

  constructor(options: InventoryRecorderOptions) {
    this.#options = options;
  }

  /**
   * The stored clusters of a provider that were read with the same configuration: all of them
   * at first, later with what another replica has written since. Rejects where the database
   * cannot be read.
   */
  async load(entry: ProviderEntry): Promise<ClusterSnapshot[]> {
    const source = await this.#digestOf(entry);
    return this.#options.database.use('read', async knex => {
      const snapshots: ClusterSnapshot[] = [];
      for (const row of await findClusters(knex, entry.name)) {
        if (row.source !== source) continue;
        const { state } = this.#slot(entry, row.name, row.source);
        await state.follow(knex, row);
        const { snapshot } = state;
        if (snapshot?.topology.data) snapshots.push(snapshot);
      }
      return snapshots;
    });
  }

  /**
   * Names of the stored clusters of a provider that were read with the same configuration.
   * Rejects where the database cannot be read.
   */
  async clustersOf(entry: ProviderEntry): Promise<string[]> {
    const source = await this.#digestOf(entry);
    const rows = await this.#options.database.use('read', knex =>
      findClusters(knex, entry.name),
    );
    return rows.filter(row => row.source === source).map(({ name }) => name);
  }

  /** The recorder of one connection. */
  connect(
    entry: ProviderEntry,
    current: () => ProviderEntry,
  ): ConnectionRecorder {
    const { leases } = this.#options;
    const { name } = entry;
    return {
      holds: () => leases.holds(name),
      readSignal: () => leases.signalOf(name),
      load: () => this.load(entry),
      workloads: (...which) =>
        findStored(
          this.#options.database,
          entry,
          this.#digestOf(entry),
          ...which,
        ),
      publish: (...read) => this.publish(current(), ...read),
      remove: cluster => this.remove(current(), cluster),
      settle: () => this.settle(name),
      share: state =>
        void settleWithin(SHARE_MS, this.settle(name)).then(() =>
          leases.share(name, state),
        ),
      sharedState: () => leases.stateOf(name),
      request: () => leases.request(name),
    };
  }

  /** Passes the workloads of each cluster on once their use was written. */
  sampleUsageWith(sampleUsage: SampleUsage): void {
    this.#sampleUsage = sampleUsage;
  }

  setProviders(names: string[]): void {
    void this.#options.leases.setProviders(names);
  }

  /** A cluster was read, or could not be: stores what is new. */
  publish(
    entry: ProviderEntry,
    snapshot: ClusterSnapshot,
    items?: Workload[],
  ): void {
    this.#enqueue(entry, snapshot.name, slot => {
      slot.isGone = false;
      slot.snapshot = snapshot;
      // What was read before and is not stored yet still is what is known.
      slot.items = items ?? slot.items;
    });
  }

  /** A provider has a cluster no more. */
  remove(entry: ProviderEntry, cluster: string): void {
    this.#enqueue(entry, cluster, slot => {
      slot.isGone = true;
      slot.snapshot = undefined;
      slot.items = undefined;
    });
  }

  /** Finds the owners of all workloads again, since the catalog or the rules changed. */
  ownersChanged(): void {
    this.#owners += 1;
    for (const slot of this.#slots.values()) {
      this.#queue.add(slot);
    }
  }

  /** Resolves when what a provider has published is stored, or cannot be; default: all. */
  settle(provider?: string): Promise<void> {
    return this.#queue.settle(provider);
  }

  /** The row of a cluster whose workloads can be queried. */
  rowOf(
    entry: ProviderEntry,
    cluster: string,
  ): Pick<ClusterRow, 'id' | 'revision'> | undefined {
    const { state } = this.#slots.get(slotKey(entry, cluster)) ?? {};
    return state?.isCurrent ? state.row : undefined;
  }

  /** The workloads of a cluster as its rows have them, with the error of the last read. */
  storedWorkloads(entry: ProviderEntry, snapshot: ClusterSnapshot) {
    const { state } = this.#slots.get(slotKey(entry, snapshot.name)) ?? {};
    return workloadsAsStored(snapshot, state);
  }

  close(): Promise<void> {
    return this.#queue.close();
  }

  #enqueue(
    entry: ProviderEntry,
    cluster: string,
    change: (slot: Slot) => void,
  ): void {
    const work = this.#digestOf(entry).then(source => {
      const slot = this.#slot(entry, cluster, source);
      slot.entry = entry;
      change(slot);
      this.#queue.add(slot);
    });
    this.#queue.track(entry.name, work);
  }

  #slot(entry: ProviderEntry, cluster: string, source: string): Slot {
    const key = slotKey(entry, cluster);
    const known = this.#slots.get(key);
    if (known?.state.key.source === source) return known;
    const { name: provider } = entry;
    const slot: Slot = {
      entry,
      state: new ClusterState({ provider, name: cluster, source }),
      ...{ owners: 0, usageAt: -Infinity },
    };
    this.#slots.set(key, slot);
    return slot;
  }

  /** A failure is logged where it happens. */
  async #store(slot: Slot): Promise<void> {
    try {
      await this.#options.database.use('written', knex =>
        this.#write(knex, slot),
      );
    } catch (error) {
      slot.state.doubt();
      throw error;
    }
  }

  async #write(knex: Knex, slot: Slot): Promise<void> {
    const { entry, isGone, items, snapshot, state } = slot;
    const owners = this.#owners;
    const { leases, machineTypesOf, ownership, recordChanges } = this.#options;
    if (!leases.holds(entry.name)) {
      slot.items = undefined;
      return;
    }
    if (isGone) {
      await forgetCluster(knex, { ...this.#options, entry, state });
      // It may be back by now.
      if (slot.isGone) this.#slots.delete(slotKey(entry, state.key.name));
      return;
    }
    const types = machineTypesOf(entry.type);
    const own = (one: Workload) => ownership.match(one, entry.owner);
    const options: WriteOptions = {
      ...{ state, recordChanges, platform: entry.type },
      now: leases.clock.now(),
      guard: trx => leases.guard(trx, entry.name),
      isMachine: ({ template, type }) => types.has(type) && !template,
      ...(ownership.hasCatalog && { own }),
      areOwnersSettled: ownership.isSettled,
    };
    const now = performance.now();
    const withUsage = Boolean(items) && now - slot.usageAt >= USAGE_INTERVAL_MS;
    if (snapshot) {
      await writeCluster(knex, { ...options, snapshot, items, withUsage });
    }
    if (slot.owners !== owners && !items && ownership.hasCatalog) {
      await rematchOwners(knex, { ...options, own });
    }
    slot.owners = owners;
    if (slot.items === items) slot.items = undefined;
    if (!withUsage || !items) return;
    slot.usageAt = now;
    const { name: cluster, workloads } = snapshot!;
    const { observedAt } = workloads;
    const total = this.#total();
    await this.#sampleUsage({ cluster, items, observedAt, total });
  }

  /** How many workloads all clusters have. */
  #total(): number {
    let total = 0;
    for (const { state } of this.#slots.values()) {
      total += state.snapshot?.workloads.data?.counts?.total ?? 0;
    }
    return total;
  }
}
