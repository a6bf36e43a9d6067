import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  forEachSliced,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { WorkloadsByHealth, WorkloadsSummary } from './types';

/** Counts workloads as they come. */
export class WorkloadCounter {
  readonly counts: WorkloadsByHealth = { total: 0 };
  readonly countsByNode = new Map<string, WorkloadsByHealth>();
  readonly states = new Map<string, number>();

  /** @param count - how many of the kind there are */
  add(
    workload: Pick<
      Workload,
      'health' | 'node' | 'role' | 'status' | 'template'
    >,
    count = 1,
  ): void {
    const { health, node, role, status, template } = workload;
    const state = `${status}/${health}`;
    this.states.set(state, (this.states.get(state) ?? 0) + count);
    if (template) return;
    const add = (counts: WorkloadsByHealth) => {
      counts.total += count;
      counts[health] = (counts[health] ?? 0) + count;
    };
    if (role !== 'replica') add(this.counts);
    if (node === undefined) return;
    const onNode = this.countsByNode.get(node) ?? { total: 0 };
    add(onNode);
    this.countsByNode.set(node, onNode);
  }
}

/** What is left of a reading once its workloads are stored. */
export async function summarizeWorkloads({
  items,
  ...reading
}: WorkloadsReading): Promise<WorkloadsSummary> {
  const counter = new WorkloadCounter();
  await forEachSliced(items, workload => counter.add(workload));
  const { counts, countsByNode, states } = counter;
  return { ...reading, counts, countsByNode, states };
}
