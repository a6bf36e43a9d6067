import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { batchesOf, type Knex } from '../../database';
import type { WorkloadUsage } from '../store/documents';
import type { ObjectRow } from '../store/objectRows';
import { toUsage, USAGE, type UsageRow } from '../store/usageRows';
import { toStored } from '../store/workloadRows';

export type WorkloadRow = Pick<
  ObjectRow,
  'cluster' | 'id' | 'since' | 'started_at' | 'document'
>;

const keyOf = ({ cluster, id }: { cluster: number; id: string }) =>
  `${cluster}\n${id}`;

/** Use of some workloads, by cluster and id. */
async function readUsage(
  knex: Knex,
  rows: WorkloadRow[],
): Promise<Map<string, WorkloadUsage>> {
  const usage = new Map<string, WorkloadUsage>();
  for (const batch of batchesOf(rows)) {
    const found: UsageRow[] = await knex(USAGE).whereIn(
      ['cluster', 'id'],
      batch.map(({ cluster, id }) => [cluster, id]),
    );
    for (const row of found) usage.set(keyOf(row), toUsage(row));
  }
  return usage;
}

/**
 * The workloads of some rows. One of a shape that this version does not know is left out.
 *
 * @param options - `observedAt`: when the workloads of each cluster were read
 */
export async function loadRows(
  knex: Knex,
  rows: WorkloadRow[],
  options: { observedAt: (cluster: number) => number; withUsage?: boolean },
): Promise<Workload[]> {
  const { observedAt, withUsage = true } = options;
  const usage = withUsage ? await readUsage(knex, rows) : undefined;
  const items: Workload[] = [];
  await forEachSliced(rows, row => {
    const workload = toStored(row, {
      ...{ at: observedAt(row.cluster), usage: usage?.get(keyOf(row)) },
    });
    if (workload) items.push(workload);
  });
  return items;
}
