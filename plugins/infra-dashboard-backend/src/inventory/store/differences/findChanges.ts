import type {
  NodeStatus,
  StorageStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Difference } from '../Ledger';
import { compareNodes } from './compareNodes';
import { compareStorages } from './compareStorages';
import { compareWorkloads } from './compareWorkloads';
import { groupReplicas, type WorkloadChange } from './groupReplicas';
import type { FoundChange } from './types';

/** What a difference means for the change log. */
export function findNodeChanges({
  removed,
  upserts,
}: Difference<NodeStatus>): FoundChange[] {
  return [
    ...upserts.flatMap(({ before, item }) => compareNodes(before?.item, item)),
    ...removed.flatMap(({ item }) => compareNodes(item, undefined)),
  ];
}

/** The same for storages. */
export function findStorageChanges({
  removed,
  upserts,
}: Difference<StorageStatus>): FoundChange[] {
  return [
    ...upserts.flatMap(({ before, item }) =>
      compareStorages(before?.item, item),
    ),
    ...removed.flatMap(({ item }) => compareStorages(item, undefined)),
  ];
}

/** The same for workloads, in slices. */
export async function findWorkloadChanges({
  removed,
  upserts,
}: Difference<Workload>): Promise<FoundChange[]> {
  const changes: WorkloadChange[] = [];
  await forEachSliced(upserts, ({ before, item: workload }) => {
    for (const change of compareWorkloads(before?.item, workload)) {
      changes.push({ workload, change });
    }
  });
  await forEachSliced(removed, ({ item: workload }) => {
    for (const change of compareWorkloads(workload, undefined)) {
      changes.push({ workload, change });
    }
  });
  return groupReplicas(changes);
}
