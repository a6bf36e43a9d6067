import type { Cluster, Fleet } from '../fleet/schema';
import { serverId } from '../openstack/ids';

/** How nodes of Kubernetes name a machine. */
function namesOf(cluster: Cluster, name: string): string[] {
  if (cluster.type === 'openstack') {
    const server = cluster.workloads.find(one => one.name === name);
    return server ? [serverId(cluster, server)] : [];
  }
  if (cluster.type !== 'proxmox') return [];
  const guest = cluster.workloads.find(one => one.name === name);
  return guest ? [`proxmox://${cluster.name}/${guest.vmid}`] : [];
}

interface HostedNode {
  cluster: string;
  node: string;
  /** Name of the machine that it is. */
  machine: string;
}

/** Nodes of Kubernetes whose machines run on a node. */
export function findHostedNodes(
  fleet: Fleet,
  { cluster, node }: { cluster: Cluster; node: string },
): HostedNode[] {
  const machines = cluster.workloads.filter(one => one.node === node);
  return machines.flatMap(({ name: machine }) => {
    const names = namesOf(cluster, machine);
    return fleet.clusters.flatMap(other =>
      other.type !== 'kubernetes'
        ? []
        : other.nodes
            .filter(({ providerId = '', systemUuid = '' }) =>
              names.some(one => providerId.endsWith(one) || systemUuid === one),
            )
            .map(({ name }) => ({
              ...{ cluster: other.name, node: name, machine },
            })),
    );
  });
}
