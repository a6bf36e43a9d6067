import type { WorkloadQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { createHash } from 'node:crypto';
import type { FilterOptions } from './filterWorkloads';
import { Remembered } from './Remembered';
import type { NamedCluster } from './whereAllowed';

/** Counts of different filters that are remembered. */
const MAX_COUNTS = 500;

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

/** There may be thousands of them. */
function digestOf(owners: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(owners)).digest('base64');
}

/**
 * How many workloads pass a filter. A count takes longer than a page, and is the same for all
 * pages, and for all readers who may see the same, until rows change.
 */
export class WorkloadCounts<T = number> {
  readonly #counts = new Remembered<T>(MAX_COUNTS);

  async get(
    query: WorkloadQuery,
    options: Pick<FilterOptions, 'allowed' | 'clusters' | 'shownOwners'>,
    count: () => Promise<T>,
  ): Promise<T> {
    const { allowed, clusters, shownOwners } = options;
    const { cursor, limit, sort, ...filters } = query;
    // Which entities are part of another one, ages and use change without any row.
    const isVolatile =
      filters.entityRef !== undefined || /[<>]/.test(filters.q ?? '');
    if (isVolatile) return count();
    const key = JSON.stringify([
      ...[filters, allowed, shownOwners && digestOf(shownOwners)],
      clusters.map(({ id }) => id),
    ]);
    return this.#counts.get(key, versionOf(clusters), count);
  }
}
