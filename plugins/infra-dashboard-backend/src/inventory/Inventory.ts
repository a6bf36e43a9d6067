import type {
  NodeStatus,
  ProviderStatus,
  WorkloadPage,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ChangeLog } from '../changes';
import type { ClusterRecord, Collector } from '../collector';
import type { HardwareInventory } from '../config';
import type { WorkloadOwnership } from '../ownership';
import type {
  InfraClusterFilter,
  InfraClusterResource,
} from '../permissions/resource';
import type { QueriedCluster } from './query/WorkloadCounts';
import type { WorkloadQueries } from './query/WorkloadQueries';
import type { InventoryRecorder } from './store/InventoryRecorder';

/** What a caller may see; made from the permission decision on the caller. */
export type Visibility = InfraClusterFilter;

/** The workloads in the database. */
export interface StoredWorkloads {
  recorder: Pick<InventoryRecorder, 'rowOf'>;
  queries: WorkloadQueries;
}

/** How long a request for a node waits for the facts that are read on demand. */
const FACTS_MS = 2_000;

function toResource({ entry, snapshot }: ClusterRecord): InfraClusterResource {
  const { name: providerName, type: provider, owner, labels } = entry;
  return { name: snapshot.name, providerName, provider, owner, labels };
}

/** The read model over the snapshots of all clusters. */
export class Inventory {
  readonly changeLog: Pick<ChangeLog, 'read'>;
  readonly ownership: WorkloadOwnership;
  readonly #collector: Collector;
  readonly #hardware: HardwareInventory;
  readonly #stored: StoredWorkloads;

  constructor(options: {
    changeLog: Pick<ChangeLog, 'read'>;
    collector: Collector;
    hardware: HardwareInventory;
    ownership: WorkloadOwnership;
    stored: StoredWorkloads;
  }) {
    this.changeLog = options.changeLog;
    this.#collector = options.collector;
    this.#hardware = options.hardware;
    this.ownership = options.ownership;
    this.#stored = options.stored;
  }

  /** The time that all replicas share, in milliseconds. */
  get now(): number {
    return this.#collector.clock.now();
  }

  /** Adds the slow facts to a node out of a snapshot, whose numbers are newer. */
  async withFacts(
    record: ClusterRecord,
    node: NodeStatus,
  ): Promise<NodeStatus> {
    let timer: NodeJS.Timeout | undefined;
    const facts = await Promise.race([
      // An offline node returns nothing, and the request to its cluster can take half a minute.
      node.status === 'offline'
        ? undefined
        : this.#collector.nodeFacts(record, node.name),
      new Promise<undefined>(resolve => {
        timer = setTimeout(resolve, FACTS_MS, undefined);
      }),
    ]);
    clearTimeout(timer);
    const hardware = this.#hardware.find(record.snapshot.name, node.name);
    return {
      ...node,
      storage: node.storage ?? facts?.storage,
      metadata: { ...hardware, ...facts?.metadata, ...node.metadata },
    };
  }

  listProviders(visible: Visibility): ProviderStatus[] {
    return this.#collector.providers.filter(
      ({ name, type: provider, owner, labels }) =>
        visible({ name, providerName: name, provider, owner, labels }),
    );
  }

  records(visible: Visibility): ClusterRecord[] {
    return this.#collector.records
      .filter(record => visible(toResource(record)))
      .map(record => this.ownership.decorate(record));
  }

  /** The workloads of some clusters, filtered, sorted and paged. */
  async queryWorkloads(
    query: WorkloadQuery,
    records: ClusterRecord[],
  ): Promise<WorkloadPage> {
    const observedAt = new Map<number, number | undefined>();
    const clusters: QueriedCluster[] = [];
    for (const { entry, snapshot } of records) {
      const row = this.#stored.recorder.rowOf(entry, snapshot.name);
      const { data, observedAt: at } = snapshot.workloads;
      if (!row || !data) continue;
      clusters.push(row);
      observedAt.set(row.id, at);
    }
    return this.#stored.queries.query(query, {
      clusters,
      observedAt: id => observedAt.get(id) ?? this.now,
      withParts: ref => this.ownership.withParts(ref),
    });
  }

  /** What permission rules are applied to; undefined where there is no such cluster. */
  findResource(cluster: string): InfraClusterResource | undefined {
    const record = this.#collector.records.find(
      ({ snapshot }) => snapshot.name === cluster,
    );
    return record && toResource(record);
  }
}
