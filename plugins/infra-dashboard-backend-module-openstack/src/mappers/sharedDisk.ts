import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Hypervisor } from '../schemas';

const GIB = 1024 ** 3;

/** Hosts that report a disk of the same size. */
export interface EqualDisks {
  count: number;
  /** GiB */
  size: number;
}

/** Drivers that report the size of a shared pool for each host, as libvirt does with Ceph. */
function reportsPools({ hypervisor_type: type }: Hypervisor): boolean {
  return /^(qemu|kvm)$/i.test(type ?? '');
}

/**
 * Hosts whose disks may be the same one: with images on Ceph, each host reports the whole pool
 * as its own, and nothing distinguishes that from local disks of the same size.
 */
export function findEqualDisks(
  nodes: NodeStatus[],
  hypervisors: Hypervisor[],
): EqualDisks | undefined {
  const doubtful = new Set(
    hypervisors.filter(reportsPools).map(({ id }) => id),
  );
  const bySize = new Map<number, string[]>();
  for (const { id, status, storage } of nodes) {
    const total = storage?.total;
    if (!total || !doubtful.has(id) || status === 'offline') continue;
    bySize.set(total, [...(bySize.get(total) ?? []), id]);
  }
  const [largest] = [...bySize]
    .filter(([, ids]) => ids.length > 1)
    .sort(([, a], [, b]) => b.length - a.length);
  if (!largest) return undefined;
  const [size, ids] = largest;
  return { count: ids.length, size: Math.round(size / GIB) };
}
