import { NotFoundError } from '@backstage/errors';
import type {
  ClusterStatus,
  NodeStatus,
  ProviderStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { NodeImpact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  CapacityQuery,
  CapacityReport,
  ChangePage,
  ChangeQuery,
  ClusterList,
  ClusterQuery,
  NodePage,
  NodeQuery,
  StoragePage,
  StorageQuery,
  UnownedPage,
  UnownedQuery,
  WorkloadDetailQuery,
  WorkloadPage,
  WorkloadQuery,
  WorkloadResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { findCapacity } from '../capacity/findCapacity';
import type { ClusterRecord } from '../collector';
import { composeImpact } from '../impact';
import { queryNodes } from './query/queryNodes';
import type { WorkloadLists } from './query/WorkloadLists';
import { StoredMachines } from './StoredMachines';
import { composeCluster, composeReadState } from './composeCluster';
import { findDuplicates } from './findDuplicates';
import { findUnowned } from './findUnowned';
import { hideEntities, hideEntitiesOfChanges } from './hideEntities';
import { toResource } from './toResource';
import { respondWith } from './respondWith';
import { VisibleProblems } from './VisibleProblems';
import { findRecord, selectRecords, VisibleRecords } from './VisibleRecords';

/**
 * The inventory as one caller sees it: what the caller may not see does not exist. Lists are
 * served from snapshots, never from upstream.
 */
export class VisibleInventory extends VisibleRecords {
  async listClusters(query: ClusterQuery): Promise<ClusterList> {
    const records = await this.countedRecords();
    const options = {
      now: this.inventory.now,
      includeNodes: query.include === 'nodes',
      duplicates: findDuplicates(records),
      nested: await this.nestedIn(records),
    };
    const items = records
      .filter(({ entry }) => !query.provider || entry.type === query.provider)
      .map(record => composeCluster(record, options))
      .filter(({ health }) => !query.health || health === query.health);
    return { items };
  }

  /** @throws NotFoundError where there is no such cluster, or none the caller may see */
  async getCluster(cluster: string): Promise<ClusterStatus> {
    const records = await this.countedRecords();
    return composeCluster(findRecord(records, cluster), {
      now: this.inventory.now,
      includeNodes: true,
      duplicates: findDuplicates(records),
      nested: await this.nestedIn(records),
    });
  }

  /**
   * A node with its age and its slow facts; without facts that take longer than two seconds.
   *
   * @throws NotFoundError where there is no such node
   */
  async getNode(cluster: string, node: string): Promise<NodeStatus> {
    const record = findRecord(await this.countedRecords(), cluster);
    return {
      ...(await this.inventory.withFacts(record, this.findNode(record, node))),
      ...composeReadState(record, this.inventory.now),
    };
  }

  /**
   * Nodes over all clusters, each with its age.
   *
   * @throws InputError where the cursor is invalid
   */
  async queryNodes(query: NodeQuery): Promise<NodePage> {
    const records = await this.countedRecords();
    const { now } = this.inventory;
    return queryNodes(query, selectRecords(records, query), now);
  }

  /** @throws NotFoundError where there is no such cluster or node */
  async listClusterWorkloads(
    cluster: string,
    options: { node?: string } = {},
  ): Promise<Workload[]> {
    this.checkWorkloads();
    const { node } = options;
    const record = this.getRecord(cluster);
    if (node !== undefined) this.findNode(record, node);
    const items = await this.listWorkloads([record], {
      ...(node !== undefined && { nodes: [node] }),
    });
    return hideEntities(items, this.entities);
  }

  /**
   * Workloads of some clusters with all of their entities and owners.
   *
   * @throws ServiceUnavailableError where the database cannot be read
   */
  listWorkloads(
    records: ClusterRecord[],
    filter: Parameters<WorkloadLists['read']>[1],
  ): Promise<Workload[]> {
    const { lists, options } = this.listsOf(records);
    return lists.read(options, filter);
  }

  /**
   * What depends on a node, across platforms. Clusters that the caller may not see are no
   * part of it, and neither is what could be known by way of them.
   *
   * @throws NotFoundError where there is no such cluster or node
   */
  async getNodeImpact(cluster: string, node: string): Promise<NodeImpact> {
    this.checkWorkloads();
    const record = this.getRecord(cluster);
    const { data } = record.snapshot.topology;
    const { records } = this;
    return composeImpact({
      ...{ records, source: this.#machinesOf(records), record },
      node:
        data?.nodes.find(({ name }) => name === node) ??
        this.findNode(record, node),
      ownerOf: ref => this.inventory.ownership.ownerOf(ref),
      entities: this.entities,
    });
  }

  /**
   * @throws NotAllowedError where the policy denies every workload
   * @throws InputError where the query is invalid
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async queryWorkloads(query: WorkloadQuery): Promise<WorkloadPage> {
    this.checkWorkloads();
    const records = this.recordsOf(query);
    // Owners are compared with those that the rows show to the caller.
    const { isHidden, withParts } = await this.filtersOf({
      entityRef: query.entityRef,
    });
    if (isHidden) return { items: [], totalItems: 0 };
    const entities = this.entities;
    const { workloads: allowed } = this.visible;
    const page = await this.inventory.queryWorkloads(query, {
      ...{ allowed, entities, records, withParts },
    });
    return { ...page, items: await hideEntities(page.items, entities) };
  }

  /**
   * What has no owner, or only by a default.
   *
   * @throws NotAllowedError where the policy denies every workload
   * @throws InputError where the query is invalid
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async listUnowned(query: UnownedQuery): Promise<UnownedPage> {
    this.checkWorkloads();
    const { entities, inventory } = this;
    const { workloads: allowed } = this.visible;
    return findUnowned(query, {
      ...{ allowed, entities, inventory, records: this.recordsOf(query) },
      withParts: () => new Set(),
    });
  }

  /**
   * @throws InputError where the query is invalid
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async queryStorages(query: StorageQuery): Promise<StoragePage> {
    return this.inventory.queryStorages(query, this.recordsOf(query));
  }

  /**
   * @throws NotAllowedError where the policy denies every workload
   * @throws NotFoundError where there is no such workload, or none the caller may see
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async findWorkload(
    cluster: string,
    id: string,
  ): Promise<{ record: ClusterRecord; workload: Workload }> {
    this.checkWorkloads();
    const record = this.getRecord(cluster);
    const { workloads: allowed } = this.visible;
    const workload = await this.inventory.findWorkload(record, id, allowed);
    if (!workload) {
      throw new NotFoundError(
        `There is no such workload in the cluster '${cluster}'`,
      );
    }
    return { record, workload };
  }

  /**
   * One workload. Its details are read on demand; where they cannot be read, the response says
   * why.
   *
   * @throws NotAllowedError where the policy denies every workload
   * @throws NotFoundError where there is no such workload, or none the caller may see
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async getWorkload(
    cluster: string,
    id: string,
    query: WorkloadDetailQuery,
  ): Promise<WorkloadResponse> {
    const found = await this.findWorkload(cluster, id);
    const controller = await this.#findController(found.workload);
    const { records } = this;
    return respondWith({ ...found, controller }, query, {
      ...{ inventory: this.inventory, entities: this.entities },
      ...{ records, source: this.#machinesOf(records) },
    });
  }

  /**
   * What changed, the latest first.
   *
   * @throws InputError where the query is wrong, ServiceUnavailableError without a database
   */
  async listChanges(query: ChangeQuery): Promise<ChangePage> {
    const { isHidden, withParts } = await this.filtersOf(query);
    if (isHidden) return { items: [] };
    const page = await this.inventory.changeLog.read(query, {
      allowed: this.visible.workloads,
      clusters: this.records.map(record => {
        const resource = toResource(record);
        return { ...resource, id: resource.name };
      }),
      withParts,
    });
    const items = await hideEntitiesOfChanges(page.items, this.entities);
    return { ...page, items };
  }

  /** Where a machine or pod of a size fits. */
  findCapacity(query: CapacityQuery): CapacityReport {
    return findCapacity(this.recordsOf(query), query, this.inventory.now);
  }

  /** What is wrong of what the caller may see. */
  get problems(): VisibleProblems {
    return new VisibleProblems({
      inventory: this.inventory,
      visible: this.visible,
      entities: this.entities,
    });
  }

  listProviders(): ProviderStatus[] {
    return this.inventory.listProviders(this.visible);
  }

  #machinesOf(records: readonly ClusterRecord[]): StoredMachines {
    const { lists, options } = this.listsOf(records);
    return new StoredMachines(lists, options);
  }

  /** Undefined where there is none, or none that the caller may see. */
  async #findController({
    cluster,
    controllerId,
  }: Workload): Promise<Workload | undefined> {
    if (controllerId === undefined) return undefined;
    const { workloads: allowed } = this.visible;
    const record = this.getRecord(cluster);
    return this.inventory.findWorkload(record, controllerId, allowed);
  }
}
