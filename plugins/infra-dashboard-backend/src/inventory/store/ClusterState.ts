import type {
  NodeStatus,
  StorageStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { identityParts } from '../../collector/clusterIdentity';
import type { ClusterSnapshot } from '../../collector/types';
import type { Knex } from '../../database';
import { findOrInsertCluster, toNumber, type ClusterRow } from './clusterRows';
import { storeNode, type NodeUsage, type WorkloadUsage } from './documents';
import { toLabelLines } from './labelLines';
import { Ledger } from './Ledger';
import {
  loadCluster,
  type LoadedCluster,
  type LoadedObject,
} from './loadCluster';
import { readMachines, type IsMachine } from './machineKeys';
import {
  NODES,
  readIds,
  readPages,
  STORAGES,
  WORKLOADS,
  type ObjectRow,
} from './objectRows';
import { storeStorage } from './storageColumns';
import { readUsage } from './usageRows';
import { WorkloadLedger } from './WorkloadLedger';

/** Which cluster, and how it is read. */
export interface ClusterKey {
  /** Name of the configured provider. */
  provider: string;
  /** Name of the cluster. */
  name: string;
  /** Digest of the configuration that it is read with. */
  source: string;
}

async function fill<T extends { id: string }>(
  ledger: Ledger<T>,
  objects: LoadedObject<T>[],
  /** What is compared instead of the document. */
  comparedOf?: (item: T) => string | undefined,
): Promise<void> {
  await forEachSliced(objects, ({ item, row }) =>
    ledger.load({
      item,
      document: row.document,
      compared: comparedOf?.(item),
      startedAt: toNumber(row.started_at),
      missingSince: toNumber(row.missing_since),
    }),
  );
}

/** Columns of which at least one differs after each read. */
const COMPARED = [
  ...(['revision', 'topology_at', 'workloads_at'] as const),
  ...(['topology_error', 'workloads_error'] as const),
];

/** Nodes whose rows did not change have other numbers nevertheless. */
function withUsage(nodes: NodeStatus[], { node_usage }: ClusterRow) {
  const usage: Record<string, NodeUsage> = JSON.parse(node_usage ?? '{}');
  return nodes.map(node => ({ ...node, ...usage[node.id] }));
}

/** What the database has of one cluster, for the comparison with the next reading. */
export class ClusterState {
  readonly key: ClusterKey;
  readonly nodes = new Ledger<NodeStatus>(storeNode);
  readonly storages = new Ledger<StorageStatus>(storeStorage);
  readonly workloads = new WorkloadLedger();
  readonly usage = new Map<string, WorkloadUsage>();
  /** Undefined until it was read. */
  row: ClusterRow | undefined;
  /** What was stored last, or loaded. */
  snapshot: ClusterSnapshot | undefined;
  #loading: Promise<void> | undefined;
  #isDoubted = false;
  /** Of the rows that the ledger of workloads was made from; undefined: of none. */
  #ledgerRevision: number | undefined;

  constructor(key: ClusterKey) {
    this.key = key;
  }

  /** Whether what is stored was read with the present configuration. */
  get isCurrent(): boolean {
    return this.row?.source === this.key.source;
  }

  /** Whether a reading with another configuration is of the cluster that is stored. */
  isSame({ topology }: ClusterSnapshot): boolean {
    if (this.isCurrent) return true;
    const stored = this.snapshot?.topology.data?.identity;
    const known = new Set(identityParts(stored));
    return identityParts(topology.data?.identity).some(id => known.has(id));
  }

  /** Whether it has to be read before something is written. */
  get needsLoad(): boolean {
    return this.#isDoubted || !this.row;
  }

  /**
   * What is stored is not known for certain: a commit may have failed halfway. Readers see what
   * was stored before.
   */
  doubt(): void {
    this.#isDoubted = true;
  }

  /** Reads what is stored, or makes the row of a new cluster; joins a load that is running. */
  load(knex: Knex, row?: ClusterRow): Promise<void> {
    this.#loading ??= this.#load(knex, row).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(knex: Knex, row?: ClusterRow): Promise<void> {
    const found = row ?? (await findOrInsertCluster(knex, this.key));
    const loaded = await loadCluster(knex, found);
    this.forget();
    this.#ledgerRevision = undefined;
    this.snapshot = loaded?.snapshot;
    if (loaded) await this.#fill(loaded);
    // A shape that is not known is replaced as a whole.
    this.row = loaded ? found : { ...found, source: '' };
    this.#isDoubted = false;
  }

  /** Reads the hashes of the stored workloads, where they are not known. */
  async loadWorkloads(knex: Knex, isMachine: IsMachine): Promise<void> {
    const { id: cluster, revision } = this.row!;
    if (this.#ledgerRevision === revision) return;
    this.#forgetWorkloads();
    const machines = await readMachines(knex, cluster);
    for await (const page of readPages<ObjectRow>(knex, {
      ...{ table: WORKLOADS, cluster },
      columns: ['id', 'document', 'labels', 'started_at', 'missing_since'],
    })) {
      await forEachSliced(page, one =>
        this.workloads.load(
          one,
          // An old version, which may run at the same time, does not write them.
          workload =>
            one.labels === toLabelLines(workload) &&
            (machines.has(one.id) || !isMachine(workload)),
        ),
      );
    }
    for (const [id, used] of await readUsage(knex, cluster)) {
      this.usage.set(id, used);
    }
    this.#ledgerRevision = revision;
  }

  /** Takes over what another replica has stored since the last time. */
  async follow(knex: Knex, row: ClusterRow): Promise<void> {
    const { row: known, snapshot: last } = this;
    const isKnown = known && last && !this.#isDoubted;
    if (!isKnown || known.source !== row.source) {
      await this.load(knex, row);
      return;
    }
    const { revision } = known;
    if (COMPARED.every(column => known[column] === row[column])) return;
    const loaded = await loadCluster(knex, row, { afterRevision: revision });
    if (!loaded) {
      await this.load(knex, row);
      return;
    }
    await this.#fill(loaded);
    if (row.removed_revision > revision) {
      this.nodes.retain(await readIds(knex, NODES, row.id));
      this.storages.retain(await readIds(knex, STORAGES, row.id));
    }
    const { topology } = loaded.snapshot;
    if (topology.data) {
      topology.data.nodes = withUsage(this.nodes.present, row);
      if (topology.data.storages ?? last.topology.data?.storages) {
        topology.data.storages = this.storages.present;
      }
    }
    // Only the replica that writes needs them.
    if (row.revision !== revision) this.#forgetWorkloads();
    this.row = row;
    this.snapshot = loaded.snapshot;
  }

  async #fill(loaded: LoadedCluster): Promise<void> {
    await fill(this.nodes, loaded.nodes);
    await fill(
      this.storages,
      loaded.storages,
      item => storeStorage(item).compared,
    );
  }

  /** The database has this now; what is loaded of the workloads has the same difference. */
  stored(row: ClusterRow): void {
    const isLoaded = this.#ledgerRevision === this.row?.revision;
    this.row = row;
    if (isLoaded) this.#ledgerRevision = row.revision;
  }

  /** The rows are deleted: everything is written again. */
  forget(): void {
    this.nodes.clear();
    this.storages.clear();
    this.snapshot = undefined;
    this.#forgetWorkloads();
    this.#ledgerRevision = this.row?.revision;
  }

  #forgetWorkloads(): void {
    this.workloads.clear();
    this.usage.clear();
    this.#ledgerRevision = undefined;
  }
}
