import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { keysOfNode, machineKeysOf } from './machineKeys';
import { MachineFinder, type MachineLink } from './MachineFinder';
import { nodeIdentity } from './nodeIdentity';
import type { WorkloadSource } from './WorkloadSource';

/** A node that is a virtual machine. */
export interface HostedNode {
  node: NodeStatus;
  /** The cluster of the node. */
  record: ClusterRecord;
  link: MachineLink;
}

/** Whether the workloads of a cluster are machines, so that its nodes are none. */
export function hostsMachines({ workloadTypes }: ClusterRecord): boolean {
  const types = [...(workloadTypes?.values() ?? [])];
  return types.some(({ role }) => role === 'machine');
}

/**
 * The nodes of all given clusters that are one of the machines. Every node is compared with a
 * few sets first, so that each of many nodes is cheap.
 */
export async function findHostedNodes(
  machines: readonly Workload[],
  options: { records: readonly ClusterRecord[]; source: WorkloadSource },
): Promise<HostedNode[]> {
  const { records, source } = options;
  if (machines.length === 0) return [];
  const wanted = new Set(machines);
  const keys = new Set(machines.flatMap(machineKeysOf));
  // Hypervisors share addresses with nested ones only, and report no identity.
  const candidates = records
    .filter(record => !hostsMachines(record))
    .flatMap(record =>
      (record.snapshot.topology.data?.nodes ?? []).flatMap(node => {
        const own = keysOfNode(nodeIdentity(node));
        return own.some(key => keys.has(key)) ? [{ node, record, own }] : [];
      }),
    );
  // Another machine may fit a node better.
  const known = new Set(candidates.flatMap(({ own }) => own));
  // Of a cluster that is configured twice, the entry of the machines is the one to find.
  const asked = new Set(machines.map(({ cluster }) => cluster));
  const places = [...records].sort(
    (a, b) =>
      Number(asked.has(b.snapshot.name)) - Number(asked.has(a.snapshot.name)),
  );
  const finder = new MachineFinder(places, await source.machines([...known]));
  return candidates.flatMap(({ node, record }): HostedNode[] => {
    const link = finder.find(node);
    return link && wanted.has(link.machine) ? [{ node, record, link }] : [];
  });
}
