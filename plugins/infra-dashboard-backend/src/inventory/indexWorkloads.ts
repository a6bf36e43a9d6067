import {
  countBy,
  type ClusterTotals,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WorkloadsReading } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

type Counts = NonNullable<ClusterTotals['workloads']>;

/** Workloads of one cluster arranged for lookup. */
export interface WorkloadIndex {
  /** Apps and machines by health; templates, which never run, are left out. */
  counts: Counts;
  byNode: ReadonlyMap<string, Workload[]>;
  /** Of all that runs on a node, replicas as well: their controllers run on none. */
  countsByNode: ReadonlyMap<string, Counts>;
}

const indexes = new WeakMap<WorkloadsReading, WorkloadIndex>();

function count(workloads: Workload[]): Counts {
  return countBy(
    workloads.filter(({ template }) => !template),
    ({ health }) => health,
  );
}

/** The index of a reading, made once and forgotten with it. */
export function indexWorkloads(reading: WorkloadsReading): WorkloadIndex {
  const known = indexes.get(reading);
  if (known) return known;
  const byNode = new Map<string, Workload[]>();
  for (const workload of reading.items) {
    if (workload.node === undefined) continue;
    const onNode = byNode.get(workload.node);
    if (onNode) onNode.push(workload);
    else byNode.set(workload.node, [workload]);
  }
  const index: WorkloadIndex = {
    counts: count(reading.items.filter(({ role }) => role !== 'replica')),
    byNode,
    countsByNode: new Map(
      [...byNode].map(([node, workloads]) => [node, count(workloads)]),
    ),
  };
  indexes.set(reading, index);
  return index;
}
