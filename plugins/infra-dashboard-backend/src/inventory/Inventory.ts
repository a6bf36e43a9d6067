import { NotFoundError } from '@backstage/errors';
import type {
  ClusterList,
  ClusterQuery,
  ClusterStatus,
  NodeImpact,
  NodeStatus,
  ProviderStatus,
  Workload,
  WorkloadPage,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord, Collector } from '../collector';
import type { HardwareInventory } from '../config';
import {
  composeCluster,
  composeNodes,
  composeReadState,
} from './composeCluster';
import type {
  InfraClusterFilter,
  InfraClusterResource,
} from '../permissions/resource';
import { explainUnhealthy, type Problem } from './explainUnhealthy';
import { composeImpact } from '../impact';
import { findDuplicates } from './findDuplicates';
import { indexWorkloads } from './indexWorkloads';
import type { WorkloadOwnership } from '../ownership';
import { queryWorkloads } from './queryWorkloads';

/** What a caller may see; made from the permission decision on the caller. */
export type Visibility = InfraClusterFilter;

/** Longest time that the answer for a node waits for its slow facts. */
const FACTS_MS = 2_000;

function toResource({ entry, snapshot }: ClusterRecord): InfraClusterResource {
  const { name: providerName, type: provider, owner, labels } = entry;
  return { name: snapshot.name, providerName, provider, owner, labels };
}

/**
 * The read model over the snapshots. It never asks upstream for what it lists, and what a
 * caller may not see does not exist for that caller.
 */
export class Inventory {
  readonly #collector: Collector;
  readonly #hardware: HardwareInventory;
  readonly #ownership: WorkloadOwnership;

  constructor(options: {
    collector: Collector;
    hardware: HardwareInventory;
    ownership: WorkloadOwnership;
  }) {
    this.#collector = options.collector;
    this.#hardware = options.hardware;
    this.#ownership = options.ownership;
  }

  listClusters(query: ClusterQuery, visible: Visibility): ClusterList {
    const records = this.records(visible);
    const options = {
      now: Date.now(),
      includeNodes: query.include === 'nodes',
      duplicates: findDuplicates(records),
    };
    const items = records
      .filter(({ entry }) => !query.provider || entry.type === query.provider)
      .map(record => composeCluster(record, options))
      .filter(({ health }) => !query.health || health === query.health);
    return { items };
  }

  /** @throws NotFoundError where there is no such cluster, or none the caller may see */
  getCluster(cluster: string, visible: Visibility): ClusterStatus {
    return composeCluster(this.getRecord(cluster, visible), {
      now: Date.now(),
      includeNodes: true,
      duplicates: findDuplicates(this.records(visible)),
    });
  }

  /**
   * A node with its age and its slow facts; without facts that take longer than two seconds.
   *
   * @throws NotFoundError where there is no such node
   */
  async getNode(
    cluster: string,
    node: string,
    visible: Visibility,
  ): Promise<NodeStatus> {
    const record = this.getRecord(cluster, visible);
    return {
      ...(await this.withFacts(record, this.#findNode(record, node))),
      ...composeReadState(record, Date.now()),
    };
  }

  /** Adds the slow facts to a node out of a snapshot, whose numbers are newer. */
  async withFacts(
    record: ClusterRecord,
    node: NodeStatus,
  ): Promise<NodeStatus> {
    let timer: NodeJS.Timeout | undefined;
    const facts = await Promise.race([
      // An offline node knows nothing, and asking its cluster for it can take half a minute.
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

  /** @throws NotFoundError where there is no such cluster or node */
  listClusterWorkloads(
    cluster: string,
    options: { node?: string; visible: Visibility },
  ): Workload[] {
    const record = this.getRecord(cluster, options.visible);
    const reading = record.snapshot.workloads.data;
    if (options.node === undefined) return reading?.items ?? [];
    this.#findNode(record, options.node);
    if (!reading) return [];
    return indexWorkloads(reading).byNode.get(options.node) ?? [];
  }

  /**
   * What depends on a node, across platforms. Clusters that the caller may not see are no
   * part of it, and neither is what could be known by way of them.
   *
   * @throws NotFoundError where there is no such cluster or node
   */
  getNodeImpact(
    cluster: string,
    node: string,
    visible: Visibility,
  ): NodeImpact {
    const record = this.getRecord(cluster, visible);
    const { data } = record.snapshot.topology;
    return composeImpact({
      records: this.records(visible),
      record,
      node:
        data?.nodes.find(({ name }) => name === node) ??
        this.#findNode(record, node),
      ownerOf: ref => this.#ownership.ownerOf(ref),
    });
  }

  queryWorkloads(query: WorkloadQuery, visible: Visibility): WorkloadPage {
    const workloads = this.records(visible).flatMap(
      ({ snapshot }) => snapshot.workloads.data?.items ?? [],
    );
    return queryWorkloads(workloads, query, {
      withParts: ref => this.#ownership.withParts(ref),
    });
  }

  /**
   * What is not well, the worst first.
   *
   * @throws NotFoundError where there is no such cluster
   */
  explainUnhealthy(
    filter: { provider?: string; cluster?: string },
    visible: Visibility,
  ): Problem[] {
    const { provider, cluster } = filter;
    const matches = (one: { type: string; name: string }) =>
      (!provider || one.type === provider) &&
      (!cluster || one.name === cluster);
    const providers = this.listProviders(visible).filter(matches);
    const records = this.records(visible).filter(({ entry, snapshot }) =>
      matches({ type: entry.type, name: snapshot.name }),
    );
    if (cluster && !records.length && !providers.length) {
      throw new NotFoundError(`There is no cluster '${cluster}'`);
    }
    return explainUnhealthy({
      providers,
      clusters: records.map(record =>
        composeCluster(record, { now: Date.now(), includeNodes: true }),
      ),
      workloads: records.flatMap(
        ({ snapshot }) => snapshot.workloads.data?.items ?? [],
      ),
    });
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
      .map(record => this.#ownership.decorate(record));
  }

  /** What permission rules are applied to; undefined where there is no such cluster. */
  findResource(cluster: string): InfraClusterResource | undefined {
    const record = this.#collector.records.find(
      ({ snapshot }) => snapshot.name === cluster,
    );
    return record && toResource(record);
  }

  getRecord(cluster: string, visible: Visibility): ClusterRecord {
    const record = this.records(visible).find(
      ({ snapshot }) => snapshot.name === cluster,
    );
    if (!record) throw new NotFoundError(`There is no cluster '${cluster}'`);
    return record;
  }

  /** @throws NotFoundError where there is no such cluster or node */
  checkExists(
    cluster: string,
    options: { node?: string; visible: Visibility },
  ): void {
    const record = this.getRecord(cluster, options.visible);
    if (options.node !== undefined) this.#findNode(record, options.node);
  }

  #findNode(record: ClusterRecord, name: string): NodeStatus {
    const node = composeNodes(record).find(one => one.name === name);
    if (!node) {
      throw new NotFoundError(
        `There is no node '${name}' in the cluster '${record.snapshot.name}'`,
      );
    }
    return node;
  }
}
