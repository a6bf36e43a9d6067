import type { WorkloadQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { createHash } from 'node:crypto';
import type { FilterOptions } from './filterWorkloads';
import { versionOf, type QueriedCluster } from './QueriedCluster';
import { Remembered } from './Remembered';

/** Counts of different filters and clusters that are remembered. */
const MAX_COUNTS = 10_000;

/** Counts workloads by the ids of the rows of their clusters; a cluster without any may lack. */
type CountClusters<T> = (
  clusters: readonly QueriedCluster[],
) => Promise<ReadonlyMap<number, T>>;

/** There may be thousands of owners. */
function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64');
}

/**
 * How many workloads of each cluster pass a filter. A count takes longer than a page, and is the
 * same for all pages, and for all readers who may see the same. Each cluster is counted when its
 * rows change.
 */
export class WorkloadCounts<T> {
  readonly #counts = new Remembered<T | undefined>(MAX_COUNTS);

  async get(
    query: WorkloadQuery,
    {
      allowed,
      clusters,
      shownOwners,
    }: Pick<FilterOptions, 'allowed' | 'clusters' | 'shownOwners'>,
    count: CountClusters<T>,
  ): Promise<ReadonlyMap<number, T>> {
    const { cursor, limit, sort, ...filters } = query;
    // Which entities are part of another one, ages and use change without any row.
    const isVolatile =
      filters.entityRef !== undefined || /[<>]/.test(filters.q ?? '');
    if (isVolatile) return count(clusters);
    const filter = digestOf([filters, allowed, shownOwners]);
    const keyOf = ({ id }: QueriedCluster) => `${filter} ${id}`;
    const changed = new Set(
      clusters.filter(one => !this.#counts.has(keyOf(one), versionOf([one]))),
    );
    let counted: ReturnType<CountClusters<T>> | undefined;
    const countOf = async (one: QueriedCluster) => {
      if (!changed.has(one)) return (await count([one])).get(one.id);
      counted ??= count([...changed]);
      return (await counted).get(one.id);
    };
    const counts = new Map<number, T>();
    for (const one of clusters) {
      const found = await this.#counts.get(keyOf(one), versionOf([one]), () =>
        countOf(one),
      );
      if (found !== undefined) counts.set(one.id, found);
    }
    return counts;
  }
}
