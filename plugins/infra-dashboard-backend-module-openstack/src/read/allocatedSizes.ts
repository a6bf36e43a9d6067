import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { valueOf, type ClusterParts } from '../mappers/ClusterParts';
import { isStub } from '../mappers/completeness';
import { sizeOf } from '../mappers/serverSize';

/** Amounts by resource class. */
export type Amounts = Readonly<
  Record<'VCPU' | 'MEMORY_MB' | 'DISK_GB', number>
>;

/** By the service host of the hypervisor; a host that is not in it has no servers. */
export type AllocatedSizes = ReadonlyMap<string, Amounts>;

export const NOTHING: Amounts = { VCPU: 0, MEMORY_MB: 0, DISK_GB: 0 };

/**
 * What the servers of each host take by their flavors. Not all of what Placement allocates: a
 * migration holds two hosts. Undefined where not all servers are known.
 */
export async function sumAllocatedSizes({
  allProjects,
  flavors,
  servers,
}: Pick<ClusterParts, 'allProjects' | 'flavors' | 'servers'>): Promise<
  AllocatedSizes | undefined
> {
  const list = valueOf(servers);
  if (!list || !allProjects || list.truncated || list.skipped > 0) {
    return undefined;
  }
  const sums = new Map<string, Amounts>();
  let isComplete = true;
  await forEachSliced(list.items, server => {
    if (isStub(server)) isComplete = false;
    const host = server['OS-EXT-SRV-ATTR:host'];
    if (!host) return;
    const { vcpus = 0, memory = 0, disk = 0 } = sizeOf(server, flavors);
    const sum = sums.get(host) ?? NOTHING;
    sums.set(host, {
      VCPU: sum.VCPU + vcpus,
      MEMORY_MB: sum.MEMORY_MB + memory,
      DISK_GB: sum.DISK_GB + disk,
    });
  });
  return isComplete ? sums : undefined;
}

export function isSameAmount(a: Amounts, b: Amounts): boolean {
  return (
    a.VCPU === b.VCPU && a.MEMORY_MB === b.MEMORY_MB && a.DISK_GB === b.DISK_GB
  );
}
