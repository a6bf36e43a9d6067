import type { ClusterRecord } from '../collector';
import type { QueriedCluster } from './query/QueriedCluster';
import type { ListOptions } from './query/WorkloadLists';
import type { InventoryRecorder } from './store/InventoryRecorder';
import { toResource } from './toResource';

/**
 * The rows of clusters whose workloads can be queried.
 *
 * @param now - when those were read that do not say it, in milliseconds since the epoch
 */
export function toListed(
  records: readonly ClusterRecord[],
  recorder: Pick<InventoryRecorder, 'rowOf'>,
  now: number,
): Pick<ListOptions, 'clusters' | 'observedAt'> {
  const times = new Map<number, number | undefined>();
  const clusters: QueriedCluster[] = [];
  for (const record of records) {
    const { entry, snapshot } = record;
    const row = recorder.rowOf(entry, snapshot.name);
    const { data, observedAt } = snapshot.workloads;
    if (!row || !data) continue;
    const { name, provider, providerName } = toResource(record);
    const { id, revision } = row;
    clusters.push({ id, revision, name, provider, providerName });
    times.set(row.id, observedAt);
  }
  return { clusters, observedAt: id => times.get(id) ?? now };
}
