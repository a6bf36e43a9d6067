import { parseInfraWorkloadRef } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Ids of workloads by cluster; what is no reference is left out. */
export function groupRefs(refs: string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const ref of refs) {
    const workload = parseInfraWorkloadRef(ref);
    if (!workload) continue;
    const { cluster, id } = workload;
    groups.set(cluster, [...(groups.get(cluster) ?? []), id]);
  }
  return groups;
}
