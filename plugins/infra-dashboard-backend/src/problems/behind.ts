import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Owners of workloads, those of most workloads first. */
export function ownersBehind(workloads: readonly Workload[]): string[] {
  return byCount(
    workloads.flatMap(({ ownerRef }) => (ownerRef ? [ownerRef] : [])),
  );
}

/** Entities that workloads belong to, those with most workloads first. */
export function entitiesBehind(workloads: readonly Workload[]): string[] {
  return byCount(workloads.flatMap(({ entityRefs = [] }) => entityRefs));
}

function byCount(refs: string[]): string[] {
  const counts = new Map<string, number>();
  for (const ref of refs) counts.set(ref, (counts.get(ref) ?? 0) + 1);
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([ref]) => ref);
}
