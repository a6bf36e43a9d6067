import type { ClusterRecord } from '../collector';
import { hostsMachines } from '../impact/findHostedNodes';
import { keysOfNode } from '../impact/machineKeys';
import { MachineFinder } from '../impact/MachineFinder';
import { nodeIdentity } from '../impact/nodeIdentity';
import type { WorkloadSource } from '../impact/WorkloadSource';
import { entitiesBehind, ownersBehind } from './behind';
import { isDown } from './findNodeProblems';
import type { ClusterProblem } from './types';

/** Kinds of a cluster as a whole, which stand for its nodes where all of them are down. */
const OF_ALL_NODES = ['cluster-failed', 'cluster-degraded'];

const keyOf = (cluster: string, node: string | undefined) =>
  JSON.stringify([cluster, node]);

/** The nodes that a problem is about, where all of them are down. */
function downNodesOf(
  { kind, node }: ClusterProblem,
  record: ClusterRecord | undefined,
): string[] {
  if (kind === 'node-down') return node === undefined ? [] : [node];
  const nodes = record?.snapshot.topology.data?.nodes ?? [];
  const isOfAll = OF_ALL_NODES.includes(kind) && nodes.every(isDown);
  return isOfAll ? nodes.map(({ name }) => name) : [];
}

/** A dead host with everything that is behind some of its machines. */
function withMachines(
  host: ClusterProblem,
  nested: ClusterProblem,
  nodes: readonly string[],
): ClusterProblem {
  const { affected, cluster, id, ownerRefs, provider, replaces } = nested;
  const own = affected.filter(
    ({ node }) => node === undefined || nodes.includes(node),
  );
  const all = [...new Set([...host.affected, ...own])];
  return {
    ...host,
    affected: all,
    affectedTotal: all.length,
    ownerRefs: [
      ...new Set([...host.ownerRefs, ...ownerRefs, ...ownersBehind(all)]),
    ],
    entityRefs: entitiesBehind(all),
    folded: [
      ...(host.folded ?? []),
      ...nodes.map(node => ({ cluster, provider, node })),
    ],
    replaces: [...(host.replaces ?? []), { id, ...(replaces && { replaces }) }],
  };
}

/**
 * Folds a node that is down into the node that its machine runs on, where that is down as well,
 * and a cluster all of whose nodes are: one dead host is one problem, on whichever platforms.
 *
 * @param records - clusters that the caller may see: the others give no evidence
 * @param source - machines that the caller may see
 */
export async function foldLayers(
  problems: readonly ClusterProblem[],
  records: readonly ClusterRecord[],
  source: Pick<WorkloadSource, 'machines'>,
): Promise<ClusterProblem[]> {
  const byName = new Map(records.map(record => [record.snapshot.name, record]));
  const down = problems.flatMap(problem => {
    const record = byName.get(problem.cluster);
    const names = downNodesOf(problem, record);
    const isHost = record !== undefined && hostsMachines(record);
    return names.length > 0 ? [{ problem, record, names, isHost }] : [];
  });
  const hosts = new Map(
    down
      .filter(({ isHost }) => isHost)
      .flatMap(({ names, problem }) =>
        names.map(name => [keyOf(problem.cluster, name), problem] as const),
      ),
  );
  const nested = down
    .filter(({ isHost }) => !isHost)
    .map(({ names, problem, record }) => ({
      problem,
      names,
      nodes: (record?.snapshot.topology.data?.nodes ?? []).filter(({ name }) =>
        names.includes(name),
      ),
    }));
  if (hosts.size === 0 || nested.length === 0) return [...problems];
  const keys = nested
    .flatMap(({ nodes }) => nodes)
    .flatMap(node => keysOfNode(nodeIdentity(node)));
  const machines = await source.machines([...new Set(keys)]);
  const finder = new MachineFinder(records, machines);
  const folded = new Set<ClusterProblem>();
  const merged = new Map<ClusterProblem, ClusterProblem>();
  for (const { names, nodes, problem } of nested) {
    const namesBy = new Map<ClusterProblem, string[]>();
    for (const node of nodes) {
      const machine = finder.find(node)?.machine;
      const host = machine && hosts.get(keyOf(machine.cluster, machine.node));
      if (host) namesBy.set(host, [...(namesBy.get(host) ?? []), node.name]);
    }
    const found = [...namesBy.values()].flat();
    if (found.length < names.length || found.length === 0) continue;
    folded.add(problem);
    for (const [host, own] of namesBy) {
      merged.set(host, withMachines(merged.get(host) ?? host, problem, own));
    }
  }
  return problems.flatMap(one =>
    folded.has(one) ? [] : [merged.get(one) ?? one],
  );
}
