import type { ClusterRecord } from '../collector';
import { hostsMachines } from '../impact/findHostedNodes';
import { keysOfNode } from '../impact/machineKeys';
import { MachineFinder } from '../impact/MachineFinder';
import { nodeIdentity } from '../impact/nodeIdentity';
import type { WorkloadSource } from '../impact/WorkloadSource';
import { entitiesBehind, ownersBehind } from './behind';
import type { ClusterProblem } from './types';

const keyOf = (cluster: string, node: string | undefined) =>
  JSON.stringify([cluster, node]);

/** A dead host with everything that is behind one of its machines. */
function withMachine(
  host: ClusterProblem,
  { affected, ownerRefs }: ClusterProblem,
): ClusterProblem {
  const all = [...new Set([...host.affected, ...affected])];
  return {
    ...host,
    affected: all,
    affectedTotal: all.length,
    ownerRefs: [
      ...new Set([...host.ownerRefs, ...ownerRefs, ...ownersBehind(all)]),
    ],
    entityRefs: entitiesBehind(all),
  };
}

/**
 * Folds a node that is down into the node that its machine runs on, where that is down as well:
 * one dead host is one problem, on whichever platforms.
 *
 * @param records - clusters that the caller may see: the others give no evidence
 * @param source - machines that the caller may see
 */
export async function foldLayers(
  problems: readonly ClusterProblem[],
  records: readonly ClusterRecord[],
  source: Pick<WorkloadSource, 'machines'>,
): Promise<ClusterProblem[]> {
  const down = problems.filter(({ kind }) => kind === 'node-down');
  const byName = new Map(records.map(record => [record.snapshot.name, record]));
  const isHost = ({ cluster }: ClusterProblem) => {
    const record = byName.get(cluster);
    return record !== undefined && hostsMachines(record);
  };
  const hosts = new Map(
    down.filter(isHost).map(one => [keyOf(one.cluster, one.node), one]),
  );
  const nested = down.filter(one => !isHost(one));
  if (hosts.size === 0 || nested.length === 0) return [...problems];
  const nodeOf = (problem: ClusterProblem) =>
    byName
      .get(problem.cluster)
      ?.snapshot.topology.data?.nodes.find(({ name }) => name === problem.node);
  const keys = nested
    .flatMap(problem => nodeOf(problem) ?? [])
    .flatMap(node => keysOfNode(nodeIdentity(node)));
  const machines = await source.machines([...new Set(keys)]);
  const finder = new MachineFinder(records, machines);
  const folded = new Set<ClusterProblem>();
  for (const problem of nested) {
    const node = nodeOf(problem);
    const machine = node && finder.find(node)?.machine;
    const key = machine && keyOf(machine.cluster, machine.node);
    const host = key && hosts.get(key);
    if (key && host) {
      hosts.set(key, withMachine(host, problem));
      folded.add(problem);
    }
  }
  return problems.flatMap(one => {
    if (folded.has(one)) return [];
    if (one.kind !== 'node-down') return [one];
    return [hosts.get(keyOf(one.cluster, one.node)) ?? one];
  });
}
