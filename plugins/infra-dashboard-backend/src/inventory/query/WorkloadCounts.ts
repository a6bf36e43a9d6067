import type { WorkloadQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { createHash } from 'node:crypto';
import type { FilterOptions } from './filterWorkloads';
import { Remembered } from './Remembered';
import type { NamedCluster } from './whereAllowed';

/** Counts of different filters and clusters that are remembered. */
const MAX_COUNTS = 10_000;

/** Counts workloads of some clusters, by the ids of their rows. */
type CountClusters = (
  clusters: readonly QueriedCluster[],
) => Promise<ReadonlyMap<number, number>>;

async function sum(counts: Iterable<number | Promise<number>>) {
  let total = 0;
  for (const count of counts) total += await count;
  return total;
}

/** A cluster whose workloads are queried. */
export interface QueriedCluster extends NamedCluster {
  /** Id of its row. */
  id: number;
  /** Changes whenever its rows do. */
  revision: number;
}

/** Changes when the rows of clusters do, or what rules take them. */
export function versionOf(clusters: readonly QueriedCluster[]): string {
  // Which rules take a cluster depends on its platform as well.
  return JSON.stringify(
    clusters.map(({ provider, revision }) => [provider, revision]),
  );
}

/** There may be thousands of owners. */
function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64');
}

/**
 * How many workloads pass a filter. A count takes longer than a page, and is the same for all
 * pages, and for all readers who may see the same. Each cluster is counted when its rows change.
 */
export class WorkloadCounts {
  readonly #counts = new Remembered<number>(MAX_COUNTS);

  async get(
    query: WorkloadQuery,
    { allowed, clusters, shownOwners }: FilterOptions,
    count: CountClusters,
  ): Promise<number> {
    const { cursor, limit, sort, ...filters } = query;
    // Which entities are part of another one, ages and use change without any row.
    const isVolatile =
      filters.entityRef !== undefined || /[<>]/.test(filters.q ?? '');
    if (isVolatile) return sum((await count(clusters)).values());
    const filter = digestOf([filters, allowed, shownOwners]);
    const keyOf = ({ id }: QueriedCluster) => `${filter} ${id}`;
    const changed = new Set(
      clusters.filter(one => !this.#counts.has(keyOf(one), versionOf([one]))),
    );
    let counted: ReturnType<CountClusters> | undefined;
    return sum(
      clusters.map(one =>
        this.#counts.get(keyOf(one), versionOf([one]), async () => {
          if (!changed.has(one)) return sum((await count([one])).values());
          counted ??= count([...changed]);
          return (await counted).get(one.id) ?? 0;
        }),
      ),
    );
  }
}
