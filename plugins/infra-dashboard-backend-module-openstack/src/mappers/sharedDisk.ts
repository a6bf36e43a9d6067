import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Hypervisor } from '../schemas';
import type { Allocations } from './ClusterParts';

const GIB = 1024 ** 3;

/** Hosts report the size of one pool at different times, while it grows. */
const TOLERANCE = 0.01;

/** Hosts that report a disk of about the same size. */
export interface EqualDisks {
  count: number;
  /** That of the largest, in GiB. */
  size: number;
}

/** Drivers that report the size of a shared pool for each host, as libvirt does with Ceph. */
function reportsPools({ hypervisor_type: type }: Hypervisor): boolean {
  return /^(qemu|kvm)$/i.test(type ?? '');
}

/** The most of some sorted sizes that are equal within the tolerance. */
function findAlike(sizes: number[]): number[] {
  let best: number[] = [];
  let end = 0;
  sizes.forEach((size, begin) => {
    while (end < sizes.length && sizes[end] <= size * (1 + TOLERANCE)) end += 1;
    if (end - begin > best.length) best = sizes.slice(begin, end);
  });
  return best;
}

/**
 * Hosts whose disks may be the same one: with images on Ceph, each host reports the whole pool
 * as its own, and nothing distinguishes that from local disks of the same size.
 *
 * @param placement - has the whole size, of which each host may reserve another part
 */
export function findEqualDisks(
  nodes: NodeStatus[],
  hypervisors: Hypervisor[],
  placement?: Pick<Allocations, 'byId'>,
): EqualDisks | undefined {
  const doubtful = new Set(
    hypervisors.filter(reportsPools).map(({ id }) => id),
  );
  const sizes = nodes.flatMap(({ id, status, storage }) => {
    if (!storage?.total || !doubtful.has(id) || status === 'offline') return [];
    const whole = placement?.byId.get(id)?.inventories.DISK_GB?.total;
    return [whole ?? storage.total / GIB];
  });
  const alike = findAlike(sizes.sort((a, b) => a - b));
  if (alike.length < 2) return undefined;
  return { count: alike.length, size: Math.round(alike[alike.length - 1]) };
}
