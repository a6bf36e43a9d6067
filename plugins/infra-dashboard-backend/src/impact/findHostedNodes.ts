import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import type { MachineFinder, MachineLink } from './MachineFinder';
import { localIdOf, uuidsOf } from './MachineIndex';
import { nodeIdentity } from './nodeIdentity';

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
export function findHostedNodes(
  machines: readonly Workload[],
  options: { records: readonly ClusterRecord[]; finder: MachineFinder },
): HostedNode[] {
  const { records, finder } = options;
  if (machines.length === 0) return [];
  const wanted = new Set(machines);
  const uuids = new Set(machines.flatMap(uuidsOf));
  const localIds = new Set(machines.map(localIdOf));
  const addresses = new Set(machines.flatMap(one => one.addresses ?? []));
  const mayBe = (node: NodeStatus) => {
    const { uuid, local, systemUuids, ...identity } = nodeIdentity(node);
    return (
      (uuid !== undefined && uuids.has(uuid)) ||
      (local !== undefined && localIds.has(local.id)) ||
      systemUuids.some(one => uuids.has(one)) ||
      identity.addresses.some(one => addresses.has(one))
    );
  };
  return records.flatMap(record => {
    // Hypervisors share addresses with nested ones only, and report no identity.
    if (hostsMachines(record)) return [];
    const nodes = record.snapshot.topology.data?.nodes ?? [];
    return nodes.filter(mayBe).flatMap((node): HostedNode[] => {
      const link = finder.find(node);
      return link && wanted.has(link.machine) ? [{ node, record, link }] : [];
    });
  });
}
