import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { workloadSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Knex } from '../../database';
import { loadWorkload, type WorkloadUsage } from '../store/documents';
import { timesOf, type ObjectRow } from '../store/objectRows';
import { toUsage, USAGE, type UsageRow } from '../store/usageRows';

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
  const byCluster = new Map<number, string[]>();
  for (const { cluster, id } of rows) {
    const ids = byCluster.get(cluster);
    if (ids) ids.push(id);
    else byCluster.set(cluster, [id]);
  }
  const usage = new Map<string, WorkloadUsage>();
  for (const [cluster, ids] of byCluster) {
    const found: UsageRow[] = await knex(USAGE)
      .where({ cluster })
      .whereIn('id', ids);
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
    const workload = loadWorkload(row.document, {
      usage: usage?.get(keyOf(row)),
      times: timesOf(row, observedAt(row.cluster)),
    });
    const parsed = workloadSchema.safeParse(workload);
    if (parsed.success) items.push(parsed.data);
  });
  return items;
}
