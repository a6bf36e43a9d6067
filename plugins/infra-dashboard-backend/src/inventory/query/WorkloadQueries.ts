import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  UnownedCounts,
  UnownedPage,
  WorkloadPage,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { nextTurn } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  batchesOf,
  isPostgres,
  type Knex,
  type PluginDatabase,
} from '../../database';
import type { EntityVisibility } from '../../permissions/VisibleEntities';
import { WORKLOADS } from '../store/objectRows';
import { WorkloadCounts } from './WorkloadCounts';
import { countOwners } from './countOwners';
import { filterWorkloads, type FilterOptions } from './filterWorkloads';
import { loadRows, type WorkloadRow } from './loadRows';
import { checkTexts } from './readFilters';
import {
  parseOrder,
  readOrdered,
  type Order,
  type OrderedRow,
} from './readOrdered';
import { whereOwnerAmong, WorkloadOwners } from './shownOwners';

export interface WorkloadQueryOptions
  extends Omit<FilterOptions, 'shownOwners' | 'typesOf'> {
  /** Entities and owners that the caller may see. */
  entities: EntityVisibility;
  /** When the workloads of each cluster were read. */
  observedAt: (cluster: number) => number;
}

/** A query that takes less may take twice as many rows the next time. */
const SHORT_MS = 4;

function sum(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((total, one) => total + one, 0);
}

/** Filters, sorts and pages the stored workloads of any number of clusters. */
export class WorkloadQueries {
  readonly #database: PluginDatabase;
  readonly #typesOf: (word: string) => string[];
  readonly #counts = new WorkloadCounts<number>();
  readonly #owners = new WorkloadOwners();
  readonly #ownerCounts = new WorkloadCounts<UnownedCounts>();

  constructor(options: {
    database: PluginDatabase;
    /** Types of workloads that a word of a search stands for. */
    typesOf: (word: string) => string[];
  }) {
    this.#database = options.database;
    this.#typesOf = options.typesOf;
  }

  /**
   * @throws InputError where the query is invalid
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async query(
    query: WorkloadQuery,
    options: WorkloadQueryOptions,
  ): Promise<WorkloadPage> {
    checkTexts(query);
    const order = parseOrder(query);
    if (options.clusters.length === 0) return { items: [], totalItems: 0 };
    const typesOf = this.#typesOf;
    return this.#database.serve(knex =>
      this.#read(knex, query, { ...options, order, typesOf }),
    );
  }

  /**
   * Workloads of one cluster by their ids.
   *
   * @param options - `at`: when they were read; with it, they have what they use;
   *   `withMissing`: also those that the last lists lack, since these may be incomplete
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async find(
    cluster: number,
    ids: string[],
    options: { at?: number; withMissing?: boolean } = {},
  ): Promise<Workload[]> {
    const { at = Date.now() } = options;
    return this.#database.serve(async knex => {
      const found: Workload[] = [];
      for (const batch of batchesOf(ids)) {
        const page = knex(WORKLOADS).where({ cluster }).whereIn('id', batch);
        if (!options.withMissing) page.whereNull('missing_since');
        const rows: WorkloadRow[] = await page;
        found.push(
          ...(await loadRows(knex, rows, {
            observedAt: () => at,
            withUsage: options.at !== undefined,
          })),
        );
      }
      return found;
    });
  }

  /**
   * How many workloads that pass a query have no owner, or one of a default, by cluster.
   *
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async countOwners(
    query: WorkloadQuery,
    options: WorkloadQueryOptions,
  ): Promise<UnownedPage['clusters']> {
    checkTexts(query);
    const { clusters } = options;
    if (clusters.length === 0) return [];
    const typesOf = this.#typesOf;
    return this.#database.serve(async knex => {
      const shownOwners = await this.#owners.shownIn(
        knex,
        { owner: 'none' },
        options,
      );
      const filter = { ...options, shownOwners, typesOf };
      const counts = await this.#ownerCounts.get(query, filter, changed =>
        countOwners(
          knex,
          filterWorkloads(knex, query, { ...filter, clusters: changed }),
          shownOwners,
        ),
      );
      return clusters.map(({ id, name: cluster, provider }) => ({
        ...{ cluster, provider },
        ...(counts.get(id) ?? { total: 0, none: 0, default: 0 }),
      }));
    });
  }

  async #read(
    knex: Knex,
    query: WorkloadQuery,
    options: WorkloadQueryOptions & FilterOptions & { order: Order },
  ): Promise<WorkloadPage> {
    const { limit } = query;
    const { order } = options;
    const shownOwners = await this.#owners.shownIn(knex, query, options);
    const filter = { ...options, shownOwners };
    const { nextCursor, rows } = await readOrdered<WorkloadRow & OrderedRow>(
      () =>
        filterWorkloads(knex, query, filter)
          .select('w.cluster', 'w.cluster_name', 'w.id')
          .select('w.since', 'w.started_at', 'w.document'),
      {
        ...{ order, limit },
        isOwnerShown: shownOwners && whereOwnerAmong(knex, shownOwners),
      },
    );
    return {
      items: await loadRows(knex, rows, options),
      totalItems:
        !nextCursor && !query.cursor
          ? rows.length
          : sum(
              await this.#counts.get(query, filter, clusters =>
                this.#count(knex, query, { ...filter, clusters }),
              ),
            ),
      ...(nextCursor && { nextCursor }),
    };
  }

  /**
   * By cluster. On SQLite only as many at once as take a few milliseconds, since each query holds
   * the event loop.
   */
  async #count(
    knex: Knex,
    query: WorkloadQuery,
    options: FilterOptions,
  ): Promise<Map<number, number>> {
    const rest = [...options.clusters];
    const counts = new Map<number, number>();
    let size = isPostgres(knex) ? rest.length : 1;
    while (rest.length > 0) {
      const clusters = rest.splice(0, size);
      const startedAt = performance.now();
      const rows: Array<{ cluster: number; count: number | string }> =
        await filterWorkloads(knex, query, {
          ...{ ...options, clusters, isCount: true },
        })
          .select('w.cluster')
          .count({ count: '*' })
          .groupBy('w.cluster');
      for (const { cluster, count } of rows) counts.set(cluster, Number(count));
      size = performance.now() - startedAt < SHORT_MS ? size * 2 : 1;
      await nextTurn();
    }
    return counts;
  }
}
