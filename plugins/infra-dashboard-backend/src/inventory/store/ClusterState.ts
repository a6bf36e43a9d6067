import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { identityParts } from '../../collector/clusterIdentity';
import type { ClusterSnapshot } from '../../collector/types';
import type { Knex } from '../../database';
import { findOrInsertCluster, toNumber, type ClusterRow } from './clusterRows';
import { storeNode, storeWorkload, type WorkloadUsage } from './documents';
import { Ledger } from './Ledger';
import { loadCluster, type LoadedObject } from './loadCluster';

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
): Promise<void> {
  await forEachSliced(objects, ({ item, row }) => {
    ledger.load({
      item,
      document: row.document,
      startedAt: toNumber(row.started_at),
      missingSince: toNumber(row.missing_since),
    });
  });
}

/** What the database has of one cluster, for the comparison with the next reading. */
export class ClusterState {
  readonly key: ClusterKey;
  readonly nodes = new Ledger<NodeStatus>(storeNode);
  readonly workloads = new Ledger<Workload>(storeWorkload);
  readonly usage = new Map<string, WorkloadUsage>();
  /** Undefined until it was read. */
  row: ClusterRow | undefined;
  /** What was stored last, or loaded. */
  snapshot: ClusterSnapshot | undefined;
  #loading: Promise<void> | undefined;

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
    if (loaded) {
      await fill(this.nodes, loaded.nodes);
      await fill(this.workloads, loaded.workloads);
      for (const [id, usage] of loaded.usage) this.usage.set(id, usage);
      this.snapshot = loaded.snapshot;
    }
    // A shape that is not known is replaced as a whole.
    this.row = loaded ? found : { ...found, source: '' };
  }

  /** Nothing is known any more: everything is written again. */
  forget(): void {
    this.nodes.clear();
    this.workloads.clear();
    this.usage.clear();
    this.snapshot = undefined;
  }
}
