import {
  totalsOfNodes,
  type NestedCapacity,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../collector';
import { hostsMachines } from '../impact/findHostedNodes';
import { keysOfNode } from '../impact/machineKeys';
import { MachineFinder } from '../impact/MachineFinder';
import { nodeIdentity } from '../impact/nodeIdentity';
import { findDuplicates } from './findDuplicates';
import type { ListOptions, WorkloadLists } from './query/WorkloadLists';
import { StoredMachines } from './StoredMachines';

/** What of each cluster other clusters count as well, by its name. */
export type Nested = ReadonlyMap<string, NestedCapacity[]>;

interface Lists {
  lists: WorkloadLists;
  options: ListOptions;
}

/** Which cluster hosts a node, by cluster and id of the node. */
type Hosts = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Nodes rarely become machines, and finding them takes a query for each five hundred. */
const MAX_AGE_MS = 60_000;

function nodesOf({ snapshot }: ClusterRecord): NodeStatus[] {
  return snapshot.topology.data?.nodes ?? [];
}

/** Finds nodes that are machines of other clusters, so that sums do not count them twice. */
export class NestedNodes {
  readonly #records: () => readonly ClusterRecord[];
  readonly #listsOf: (records: readonly ClusterRecord[]) => Lists;
  #found: { hosts: Hosts; at: number; places: string } | undefined;
  #finding: Promise<Hosts> | undefined;
  /** By the nodes of a reading, which are never changed. */
  readonly #sums = new WeakMap<
    NodeStatus[],
    { hosts: Hosts; parts: NestedCapacity[] }
  >();

  /**
   * @param options - `records`: all clusters; `listsOf`: of all workloads of some
   */
  constructor(options: {
    records: () => readonly ClusterRecord[];
    listsOf: (records: readonly ClusterRecord[]) => Lists;
  }) {
    this.#records = options.records;
    this.#listsOf = options.listsOf;
  }

  /**
   * What of some clusters others of them count as well. Nothing is known while the database cannot
   * be read.
   */
  async of(records: readonly ClusterRecord[]): Promise<Nested> {
    const hosts = await this.#hosts().catch((): Hosts => new Map());
    const visible = new Set(records.map(({ snapshot }) => snapshot.name));
    const duplicates = findDuplicates(this.#records());
    /** A host by the name of an entry for it that the caller may see. */
    const seenAs = (cluster: string) =>
      [cluster, ...(duplicates.get(cluster)?.others ?? [])].find(one =>
        visible.has(one),
      );
    const nested = new Map<string, NestedCapacity[]>();
    for (const record of records) {
      const parts = this.#sum(record, hosts).flatMap(part => {
        const cluster = seenAs(part.cluster);
        return cluster === undefined ? [] : [{ ...part, cluster }];
      });
      if (parts.length > 0) nested.set(record.snapshot.name, parts);
    }
    return nested;
  }

  /** Those that were found last; a request waits for a search only where a cluster came or went. */
  async #hosts(): Promise<Hosts> {
    const records = this.#records().filter(({ entry }) => entry.enabled);
    const { clusters } = this.#listsOf(records).options;
    const places = JSON.stringify([
      records.map(one => [one.snapshot.name, nodesOf(one).length > 0]),
      clusters.map(({ id }) => id),
    ]);
    const last = this.#found?.places === places ? this.#found : undefined;
    if (last && performance.now() - last.at < MAX_AGE_MS) return last.hosts;
    this.#finding ??= this.#find(records, places).finally(() => {
      this.#finding = undefined;
    });
    if (!last) return this.#finding;
    this.#finding.catch(() => {});
    return last.hosts;
  }

  async #find(
    records: readonly ClusterRecord[],
    places: string,
  ): Promise<Hosts> {
    const nodes: Array<{ node: NodeStatus; cluster: string }> = [];
    const keys = new Set<string>();
    for (const record of records) {
      if (hostsMachines(record)) continue;
      await forEachSliced(nodesOf(record), node => {
        const own = keysOfNode(nodeIdentity(node));
        if (own.length > 0) nodes.push({ node, cluster: record.snapshot.name });
        own.forEach(key => keys.add(key));
      });
    }
    const { lists, options } = this.#listsOf(records);
    const source = new StoredMachines(lists, options);
    const machines = keys.size > 0 ? await source.machines([...keys]) : [];
    const finder = new MachineFinder(records, machines);
    const hosts = new Map<string, Map<string, string>>();
    await forEachSliced(nodes, ({ node, cluster }) => {
      const host = finder.find(node)?.record.snapshot.name;
      if (host === undefined || host === cluster) return;
      const known = hosts.get(cluster) ?? new Map<string, string>();
      hosts.set(cluster, known.set(node.id, host));
    });
    this.#found = { hosts, places, at: performance.now() };
    return hosts;
  }

  #sum(record: ClusterRecord, hosts: Hosts): NestedCapacity[] {
    const hostOf = hosts.get(record.snapshot.name);
    const nodes = nodesOf(record);
    if (!hostOf || nodes.length === 0) return [];
    const known = this.#sums.get(nodes);
    if (known?.hosts === hosts) return known.parts;
    const byHost = new Map<string, NodeStatus[]>();
    for (const node of nodes) {
      const host = hostOf.get(node.id);
      if (host === undefined) continue;
      const group = byHost.get(host);
      if (group) group.push(node);
      else byHost.set(host, [node]);
    }
    const parts = [...byHost].map(([cluster, group]): NestedCapacity => {
      const { cpu, memory, storage } = totalsOfNodes(group);
      return {
        ...{ cluster, nodes: group.length, cpu, memory },
        ...(storage && { storage }),
      };
    });
    this.#sums.set(nodes, { hosts, parts });
    return parts;
  }
}
