import {
  countBy,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Topology } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isForbidden, type ClusterParts } from './ClusterParts';

/** Which servers share a host, if hosts are hidden. */
export function hostGroupsOf(
  parts: ClusterParts,
  workloads: Workload[],
): Topology['hostGroups'] {
  if (!isForbidden(parts.hypervisors)) return undefined;
  const groups = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const name = workload.metadata?.hostGroup;
    if (!name) continue;
    const group = groups.get(name);
    if (group) group.push(workload);
    else groups.set(name, [workload]);
  }
  if (groups.size === 0) return undefined;
  return [...groups]
    .map(([name, items]) => ({
      name,
      workloads: countBy(items, ({ health }) => health),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
