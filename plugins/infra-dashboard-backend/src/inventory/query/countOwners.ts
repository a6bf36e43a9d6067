import type { UnownedCounts } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Knex } from '../../database';
import { whereOwnerAmong, type ShownOwners } from './shownOwners';

/**
 * Counts workloads, as `w`, by the id of their cluster and by what found their owner. An owner
 * that the caller may not see counts as none.
 */
export async function countOwners(
  knex: Knex,
  rows: ReturnType<Knex>,
  shown: ShownOwners,
): Promise<Map<number, UnownedCounts>> {
  const isShown = shown
    ? knex.raw('(w.owner is not null and ?)', [whereOwnerAmong(knex, shown)])
    : knex.raw('w.owner is not null');
  const found: Array<{
    cluster: number;
    source: string | null;
    count: number | string;
  }> = await rows
    .select('w.cluster')
    .select({
      source: knex.raw(
        "case when ? then coalesce(w.owner_source, '') else 'none' end",
        [isShown],
      ),
    })
    .count({ count: '*' })
    .groupByRaw('1, 2');
  const counts = new Map<number, UnownedCounts>();
  for (const { cluster, count, source } of found) {
    const one = counts.get(cluster) ?? { total: 0, none: 0, default: 0 };
    counts.set(cluster, one);
    one.total += Number(count);
    if (source === 'none' || source === 'default') one[source] += Number(count);
  }
  return counts;
}
