import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import type { MachineFinder, MachineLink } from './MachineFinder';
import { uuidsOf } from './MachineIndex';
import { nodeIdentity } from './nodeIdentity';

/** A node that is a virtual machine. */
export interface HostedNode {
  node: NodeStatus;
  /** The cluster of the node. */
  record: ClusterRecord;
  link: MachineLink;
}

/**
 * The nodes of all given clusters that are one of the machines. Every node is held against
 * a few sets first, so that a large estate costs one look at each node.
 */
export function findHostedNodes(
  machines: readonly Workload[],
  options: { records: readonly ClusterRecord[]; finder: MachineFinder },
): HostedNode[] {
  const { records, finder } = options;
  if (machines.length === 0) return [];
  const wanted = new Set(machines);
  const uuids = new Set(machines.flatMap(uuidsOf));
  const vmids = new Set(machines.map(({ metadata }) => metadata?.vmid));
  const addresses = new Set(machines.flatMap(one => one.addresses ?? []));
  const mayBe = (node: NodeStatus) => {
    const { uuid, vmid, systemUuids, ...identity } = nodeIdentity(node);
    return (
      (uuid !== undefined && uuids.has(uuid)) ||
      (vmid !== undefined && vmids.has(vmid.number)) ||
      systemUuids.some(one => uuids.has(one)) ||
      identity.addresses.some(one => addresses.has(one))
    );
  };
  return records.flatMap(record => {
    // Hypervisors share addresses with nested ones only; they say nothing of themselves.
    if (record.entry.type !== 'kubernetes') return [];
    const nodes = record.snapshot.topology.data?.nodes ?? [];
    return nodes.filter(mayBe).flatMap((node): HostedNode[] => {
      const link = finder.find(node);
      return link && wanted.has(link.machine) ? [{ node, record, link }] : [];
    });
  });
}
