import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { WorkloadCounter } from '../collector/summarizeWorkloads';
import type { WorkloadsSummary } from '../collector/types';

/** What the process remembers of workloads. */
export function summaryOf(
  items: readonly Workload[],
  reading: Omit<WorkloadsSummary, 'counts' | 'countsByNode' | 'states'> = {},
): WorkloadsSummary {
  const counter = new WorkloadCounter();
  for (const workload of items) counter.add(workload);
  const { counts, countsByNode, states } = counter;
  return { ...reading, counts, countsByNode, states };
}
