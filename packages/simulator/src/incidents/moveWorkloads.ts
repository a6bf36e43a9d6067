import { suffix } from '../fleet/derive';
import type { Cluster } from '../fleet/schema';

function isUp({ nodes, type }: Cluster, index: number): boolean {
  const node = nodes[index];
  if (type === 'proxmox') return node.state === 'online';
  if (type === 'kubernetes') {
    return node.state === 'Ready' && !('cordoned' in node && node.cordoned);
  }
  return node.state === 'up' && !('disabledReason' in node);
}

/** Nodes that take what runs on another one. */
function takers(cluster: Cluster, node: string): string[] {
  return cluster.nodes
    .filter((one, index) => one.name !== node && isUp(cluster, index))
    .filter(one => !('roles' in one) || one.roles.includes('worker'))
    .map(({ name }) => name);
}

/**
 * Moves what a node that is down ran to the other nodes, as each platform does: controllers of
 * Kubernetes make new pods, high availability moves guests, servers are evacuated. DaemonSets,
 * and guests without high availability, stay.
 */
export function moveWorkloads(cluster: Cluster, node: string): void {
  const nodes = takers(cluster, node);
  if (nodes.length === 0) return;
  cluster.workloads
    .filter(one => one.node === node)
    .forEach((one, index) => {
      const to = nodes[index % nodes.length];
      if (cluster.type === 'openstack') one.node = to;
      if ('vmid' in one && one.hastate) one.node = to;
      if (!('restarts' in one)) return;
      const isReplaced = one.deployment !== undefined;
      if (!isReplaced && one.owner?.kind !== 'StatefulSet') return;
      one.node = to;
      if (isReplaced) {
        const base = one.name.slice(0, one.name.lastIndexOf('-') + 1);
        one.name = base + suffix(5, one.name, to);
      }
    });
}
