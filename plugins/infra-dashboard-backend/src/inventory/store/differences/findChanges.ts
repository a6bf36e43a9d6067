import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Difference } from '../Ledger';
import type { WorkloadDifference } from '../WorkloadLedger';
import { compareWorkloads } from './compareWorkloads';
import { groupReplicas, type WorkloadChange } from './groupReplicas';
import type { FoundChange } from './types';

/**
 * What a difference means for the change log.
 *
 * @param compare - the changes of one object, which was or is not there where it is undefined
 */
export function findChanges<T>(
  { removed, upserts }: Difference<T>,
  compare: (before: T | undefined, after: T | undefined) => FoundChange[],
): FoundChange[] {
  return [
    ...upserts.flatMap(({ before, item }) => compare(before?.item, item)),
    ...removed.flatMap(({ item }) => compare(item, undefined)),
  ];
}

/**
 * The same for workloads, in slices.
 *
 * @param stored - what the database has of those that changed or went; a workload that is not
 *   among them has another shape, and no change can be named
 */
export async function findWorkloadChanges(
  { removed, upserts }: WorkloadDifference,
  stored: ReadonlyMap<string, Workload>,
): Promise<FoundChange[]> {
  const changes: WorkloadChange[] = [];
  await forEachSliced(upserts, ({ before, item: workload }) => {
    const last = stored.get(workload.id);
    if (before && !last) return;
    for (const change of compareWorkloads(last, workload)) {
      changes.push({ workload, change });
    }
  });
  await forEachSliced(removed, id => {
    const workload = stored.get(id);
    if (!workload) return;
    for (const change of compareWorkloads(workload, undefined)) {
      changes.push({ workload, change });
    }
  });
  return groupReplicas(changes);
}
