import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Hypervisor } from '../schemas';
import { findEqualDisks } from './sharedDisk';

const GIB = 1024 ** 3;

/** Finds them among hosts with a disk of some size, of which some is reserved. */
function find(
  disks: Array<{ total: number; reserved?: number; ratio?: number }>,
) {
  const ids = disks.map((_, index) => `h${index}`);
  const nodes = disks.map(({ total, reserved = 0, ratio = 1 }, index) => ({
    ...{ id: ids[index], status: 'online' },
    storage: { total: (total - reserved) * ratio * GIB },
  })) as NodeStatus[];
  const byId = new Map(
    disks.map(({ total, reserved }, index) => [
      ids[index],
      { inventories: { DISK_GB: { total, reserved } } },
    ]),
  );
  const hypervisors = ids.map(id => ({ id, hypervisor_type: 'QEMU' }));
  return findEqualDisks(nodes, hypervisors as Hypervisor[], { byId });
}

describe('disks that may be one pool', () => {
  it('are compared by their whole size, of which each host may reserve some', () => {
    const equal = { count: 3, size: 1_000 };
    expect(
      find([
        { total: 1_000 },
        { total: 1_000, reserved: 200 },
        { total: 1_000, ratio: 1.5 },
      ]),
    ).toEqual(equal);
  });

  it('are alike also while the pool grows, and not where they differ by more', () => {
    const growing = [50_000, 400, 50_010, 50_120].map(total => ({ total }));
    expect(find(growing)).toEqual({ count: 3, size: 50_120 });
    expect(find([{ total: 1_000 }, { total: 1_020 }])).toBeUndefined();
    expect(find([{ total: 1_000 }])).toBeUndefined();
    expect(find([])).toBeUndefined();
  });
});
