import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Row } from './cloud';
import { compareRows, type Comparison } from './compare';
import type { Prints, Printed } from './openstackClient';

const POWER = [
  ...['no state', undefined, 'paused', undefined, 'shut down'],
  ...[undefined, 'crashed', 'suspended'],
];
POWER[1] = 'running';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

const rowsOf = (printed: Printed): Row[] =>
  printed === 'refused' ? [] : printed;

function toMap(printed: Printed, toRow: (row: Row) => Row): Map<string, Row> {
  return new Map(rowsOf(printed).map(row => [String(row.ID), toRow(row)]));
}

function ourServers(workloads: Workload[], nodes: NodeStatus[]) {
  const hosts = new Map(
    nodes.map(({ name, metadata }) => [name, metadata?.serviceHost]),
  );
  return new Map<string, Row>(
    workloads.map(({ id, name, status, node, addresses, metadata }) => [
      id,
      {
        name,
        status,
        task: metadata?.taskState,
        power: metadata?.powerState,
        zone: metadata?.availabilityZone,
        flavor: metadata?.flavor,
        addresses: [...(addresses ?? [])].sort().join(' '),
        // Clients print one of the two names of a host.
        hosts: node && [node, hosts.get(node)],
      },
    ]),
  );
}

function compareServers(
  prints: { before: Prints; after: Prints },
  workloads: Workload[],
  nodes: NodeStatus[],
): Comparison {
  const ours = ourServers(workloads, nodes);
  const toRow = (row: Row): Row => {
    const mine = ours.get(row.ID);
    const host = row.Host || undefined;
    if (mine) mine.host = mine.hosts?.includes(host) ? host : mine.hosts?.[0];
    return {
      // A stub of a cell that is down has no name.
      name: row.Name || row.ID,
      status: row.Status,
      task: row['Task State'] || undefined,
      power: POWER[row['Power State'] ?? -1],
      zone: row['Availability Zone'] || undefined,
      ...(row.Flavor && { flavor: row.Flavor }),
      addresses: [...new Set(Object.values(row.Networks ?? {}).flat())]
        .sort()
        .join(' '),
      host,
    };
  };
  const before = toMap(prints.before.servers, toRow);
  const after = toMap(prints.after.servers, toRow);
  // With a limit, which clients may send, Nova does not list stubs.
  for (const [id, row] of ours) {
    if (row.status === 'UNKNOWN' && !after.has(id)) ours.delete(id);
  }
  return compareRows({ what: 'printed server', before, after, ours });
}

function compareHypervisors(
  prints: { before: Prints; after: Prints },
  nodes: NodeStatus[],
): Comparison {
  const toRows = ({ hypervisors, services, inventories }: Prints) => {
    const byHost = new Map(rowsOf(services).map(row => [row.Host, row]));
    return toMap(hypervisors, row => {
      const hostName = row['Hypervisor Hostname'];
      const node = nodes.find(({ id }) => id === String(row.ID));
      const service = byHost.get(node?.metadata?.serviceHost ?? '');
      const capacity: Row = {};
      for (const inventory of inventories.get(row.ID) ?? []) {
        const total = Math.floor(
          (inventory.total - inventory.reserved) * inventory.allocation_ratio,
        );
        capacity[inventory.resource_class] = [total, inventory.used];
      }
      const [cores, allocatedCores] = capacity.VCPU ?? [];
      const [memory, allocatedMemory] = capacity.MEMORY_MB ?? [];
      const [disk, allocatedDisk] = capacity.DISK_GB ?? [];
      return {
        name: hostName,
        state: row.State,
        ...(service && { service: `${service.State}, ${service.Status}` }),
        ...(service && { zone: service.Zone }),
        ...(cores !== undefined && {
          cores,
          memory: memory * MIB,
          disk: disk * GIB,
        }),
        ...(allocatedCores !== undefined && {
          allocatedCores,
          allocatedMemory: allocatedMemory * MIB,
          allocatedDisk: allocatedDisk * GIB,
        }),
      };
    });
  };
  const ours = new Map<string, Row>(
    nodes.map(node => [
      node.id,
      {
        name: node.name,
        state: node.status === 'online' ? 'up' : 'down',
        service: node.rawStatus,
        zone: node.metadata?.zone,
        cores: node.cpu.total,
        allocatedCores: node.cpu.requested,
        memory: node.memory.total,
        allocatedMemory: node.memory.requested,
        disk: node.storage?.total,
        allocatedDisk: node.storage?.requested,
      },
    ]),
  );
  const after = toRows(prints.after);
  // The client prints the first page only. Raw responses are compared in full.
  for (const id of ours.keys()) if (!after.has(id)) ours.delete(id);
  const before = toRows(prints.before);
  return compareRows({ what: 'printed hypervisor', before, after, ours });
}

/** Compares the reading of a region with what the `openstack` client prints of it. */
export function comparePrints(
  prints: { before: Prints; after: Prints },
  reading: { workloads: Workload[]; nodes: NodeStatus[] },
): Record<string, Comparison> {
  const { workloads, nodes } = reading;
  return {
    ...(prints.after.servers !== 'refused' && {
      printedServers: compareServers(prints, workloads, nodes),
    }),
    ...(prints.after.hypervisors !== 'refused' && {
      printedHypervisors: compareHypervisors(prints, nodes),
    }),
  };
}
