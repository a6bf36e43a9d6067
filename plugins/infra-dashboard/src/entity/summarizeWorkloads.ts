import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { HEALTHS_WORST_FIRST } from '../summary';

export interface PlatformSummary {
  provider: string;
  total: number;
  /** Number of workloads by health. */
  counts: Record<string, number>;
  /** Names of the clusters that they run on, sorted. */
  clusters: string[];
}

/** Workloads counted by platform, those with the worst health first. */
export function summarizeWorkloads(workloads: Workload[]): PlatformSummary[] {
  const platforms = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const list = platforms.get(workload.provider);
    if (list) list.push(workload);
    else platforms.set(workload.provider, [workload]);
  }
  const worst = ({ counts }: PlatformSummary) =>
    HEALTHS_WORST_FIRST.findIndex(health => counts[health]);
  return [...platforms]
    .map(([provider, list]) => {
      const counts: Record<string, number> = {};
      for (const { health } of list) counts[health] = (counts[health] ?? 0) + 1;
      const clusters = [...new Set(list.map(({ cluster }) => cluster))].sort();
      return { provider, total: list.length, counts, clusters };
    })
    .sort(
      (a, b) => worst(a) - worst(b) || a.provider.localeCompare(b.provider),
    );
}
