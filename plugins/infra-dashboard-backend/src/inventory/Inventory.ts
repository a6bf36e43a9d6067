import {
  toInfraWorkloadRef,
  type NodeStatus,
  type ProviderStatus,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  StoragePage,
  StorageQuery,
  WorkloadPage,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import {
  coreMessage,
  toLimitation,
  withTimeout,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ChangeLog } from '../changes';
import type { ClusterRecord, Collector } from '../collector';
import type { SlowFacts } from '../collector/NodeFacts';
import type { WorkloadLinks } from '../config';
import type { DetailResult } from '../detail';
import type { HardwareInventory } from '../legacy/files';
import type { WorkloadOwnership } from '../ownership';
import {
  allowsWorkload,
  type InfraClusterResource,
  type InfraWorkloadResource,
  type Visibility,
  type WorkloadCriteria,
} from '../permissions';
import type { EntityVisibility } from '../permissions/VisibleEntities';
import { groupRefs } from './groupRefs';
import type { StoredProblems, StoredWorkloads } from './InventoryOptions';
import { limitRecord } from './limitRecord';
import { NestedNodes } from './NestedNodes';
import { toListed } from './toListed';
import { toResource } from './toResource';
import { withoutPosition } from './withoutPosition';
import { toWorkloadResource } from './workloadResource';
import type { ListOptions } from './query/WorkloadLists';

/** Whose workloads, and as whom. */
export interface WorkloadsOf {
  records: ClusterRecord[];
  /** Which of them the caller may see. */
  allowed: WorkloadCriteria;
  /** Which entities and owners the caller may see. */
  entities: EntityVisibility;
  withParts: (entityRef: string) => Set<string>;
}

/** How long a request for a node waits for the facts that are read on demand. */
const FACTS_MS = 2_000;

/** They are shown with the next request that comes after them. */
const LATE: SlowFacts = {
  limitations: [toLimitation(coreMessage('node-facts-late'))],
};

/** The read model over the snapshots of all clusters. */
export class Inventory {
  readonly changeLog: Pick<ChangeLog, 'read'>;
  /** Undefined: there are none. */
  readonly links: Pick<WorkloadLinks, 'of'> | undefined;
  readonly ownership: WorkloadOwnership;
  readonly nested: NestedNodes;
  readonly problems: StoredProblems;
  readonly #collector: Collector;
  readonly #hardware: HardwareInventory;
  readonly #stored: StoredWorkloads;

  constructor(options: {
    changeLog: Pick<ChangeLog, 'read'>;
    collector: Collector;
    hardware: HardwareInventory;
    links?: Pick<WorkloadLinks, 'of'>;
    ownership: WorkloadOwnership;
    problems: StoredProblems;
    stored: StoredWorkloads;
  }) {
    this.changeLog = options.changeLog;
    this.#collector = options.collector;
    this.#hardware = options.hardware;
    this.links = options.links;
    this.ownership = options.ownership;
    this.problems = options.problems;
    this.#stored = options.stored;
    this.nested = new NestedNodes({
      records: () => options.collector.records,
      listsOf: records => this.listsOf(records, true),
    });
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
    // An offline node returns nothing, and the request to its cluster can take half a minute.
    const facts =
      node.status === 'offline'
        ? undefined
        : await withTimeout(
            () => this.#collector.nodeFacts(record, node.name),
            {
              ms: FACTS_MS,
              onTimeout: () => new Error('The facts of a node are late'),
            },
          ).catch(() => LATE);
    const hardware = this.#hardware.find(record.snapshot.name, node.name);
    return {
      ...node,
      storage: node.storage ?? facts?.storage,
      ...(facts?.limitations && { limitations: facts.limitations }),
      metadata: { ...hardware, ...facts?.metadata, ...node.metadata },
    };
  }

  listProviders(visible: Visibility): ProviderStatus[] {
    const all = this.#collector.providers;
    const isShown = ({ name, type: provider, owner, labels }: ProviderStatus) =>
      visible.clusters({ name, providerName: name, provider, owner, labels });
    return all.every(isShown)
      ? all
      : this.#collector.providersWithoutPosition.filter(isShown);
  }

  records({ clusters, workloads }: Visibility): ClusterRecord[] {
    const all = this.#collector.records;
    const shown = all.filter(record => clusters(toResource(record)));
    return (
      shown.length === all.length ? shown : shown.flatMap(withoutPosition)
    ).map(record => limitRecord(record, workloads));
  }

  /**
   * The same with the numbers of the workloads that the caller may see; without them where the
   * database cannot be read and did not count them before.
   */
  async countedRecords(visible: Visibility): Promise<ClusterRecord[]> {
    const records = this.records(visible);
    const { workloads: allowed } = visible;
    if (typeof allowed === 'boolean') return records;
    const { clusters } = this.#toListed(records);
    const counters = await this.#stored.lists
      .count({ allowed, clusters })
      .catch(() => undefined);
    if (!counters) return records;
    return records.map(record => {
      const { entry, snapshot } = record;
      const { data } = snapshot.workloads;
      const row = this.#stored.recorder.rowOf(entry, snapshot.name);
      if (!row || !data) return record;
      const { counts = { total: 0 }, countsByNode = new Map() } =
        counters.get(row.id) ?? {};
      const workloads = {
        ...snapshot.workloads,
        data: { ...data, counts, countsByNode },
      };
      return { ...record, snapshot: { ...snapshot, workloads } };
    });
  }

  /**
   * Lists of the workloads of some clusters.
   *
   * @param allowed - which ones the caller may see
   */
  listsOf(records: readonly ClusterRecord[], allowed: WorkloadCriteria) {
    return {
      lists: this.#stored.lists,
      options: { ...this.#toListed(records), allowed } as ListOptions,
    };
  }

  #toListed(records: readonly ClusterRecord[]) {
    return toListed(records, this.#stored.recorder, this.now);
  }

  /** The workloads of some clusters, filtered, sorted and paged. */
  async queryWorkloads(
    query: WorkloadQuery,
    options: WorkloadsOf,
  ): Promise<WorkloadPage> {
    return this.#stored.queries.query(query, this.#toQueried(options));
  }

  /** How many of them have no owner of their own, by cluster. */
  countOwners(query: WorkloadQuery, options: WorkloadsOf) {
    return this.#stored.queries.countOwners(query, this.#toQueried(options));
  }

  #toQueried({ records, ...rest }: WorkloadsOf) {
    return { ...this.#toListed(records), now: this.now, ...rest };
  }

  /** The storages of some clusters, filtered, sorted and paged. */
  queryStorages(
    query: StorageQuery,
    records: ClusterRecord[],
  ): Promise<StoragePage> {
    const { recorder, storages } = this.#stored;
    return storages.query(
      query,
      records.flatMap(({ entry, snapshot }) => {
        const { data } = snapshot.topology;
        return (data && recorder.rowOf(entry, snapshot.name)?.id) ?? [];
      }),
    );
  }

  /**
   * A workload as it was last read.
   *
   * @param allowed - which ones the caller may see
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async findWorkload(
    record: ClusterRecord,
    id: string,
    allowed: WorkloadCriteria,
  ): Promise<Workload | undefined> {
    const { entry, snapshot } = record;
    const { data, observedAt = this.now } = snapshot.workloads;
    const row = this.#stored.recorder.rowOf(entry, snapshot.name);
    // PostgreSQL refuses a text with a zero byte.
    if (!row || !data || id.includes('\0')) return undefined;
    const [workload] = await this.#stored.queries.find(row.id, [id], {
      at: observedAt,
    });
    if (!workload) return undefined;
    const resource = toWorkloadResource(workload, toResource(record));
    return allowsWorkload(allowed, resource) ? workload : undefined;
  }

  /** Details of a workload, which are read on demand. */
  describe(record: ClusterRecord, workload: Workload): Promise<DetailResult> {
    return this.#collector.describe(record, workload);
  }

  /** What permission rules are applied to; undefined where there is no such cluster. */
  findResource(cluster: string): InfraClusterResource | undefined {
    const record = this.#findRecord(cluster);
    return record && toResource(record);
  }

  /**
   * The same for workloads.
   *
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async findWorkloadResources(
    refs: string[],
  ): Promise<Array<InfraWorkloadResource | undefined>> {
    const found = new Map<string, InfraWorkloadResource>();
    for (const [name, ids] of groupRefs(refs)) {
      const record = this.#findRecord(name);
      if (!record) continue;
      const { entry } = record;
      const row = this.#stored.recorder.rowOf(entry, name);
      if (!row) continue;
      const cluster = toResource(record);
      const workloads = await this.#stored.queries.find(row.id, ids, {
        // The search finds them until they are gone for certain.
        withMissing: true,
      });
      for (const one of workloads) {
        found.set(toInfraWorkloadRef(one), toWorkloadResource(one, cluster));
      }
    }
    return refs.map(ref => found.get(ref));
  }

  #findRecord(cluster: string): ClusterRecord | undefined {
    return this.#collector.records.find(
      ({ snapshot }) => snapshot.name === cluster,
    );
  }
}
