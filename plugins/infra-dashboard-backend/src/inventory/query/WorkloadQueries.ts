import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  WorkloadPage,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { workloadSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { batchesOf, type Knex, type PluginDatabase } from '../../database';
import type { EntityVisibility } from '../../permissions/VisibleEntities';
import { loadWorkload, type WorkloadUsage } from '../store/documents';
import { timesOf, WORKLOADS, type ObjectRow } from '../store/objectRows';
import { toUsage, USAGE, type UsageRow } from '../store/usageRows';
import { WorkloadCounts } from './WorkloadCounts';
import { filterWorkloads, type FilterOptions } from './filterWorkloads';
import { rejectNul } from './readFilters';
import {
  cursorAfter,
  parseOrder,
  readOrdered,
  type Order,
} from './readOrdered';
import { OwnersOfClusters, whereOwnerAmong } from './shownOwners';

const DEFAULT_LIMIT = 100;

type WorkloadRow = Pick<
  ObjectRow,
  'cluster' | 'id' | 'since' | 'started_at' | 'document'
>;

interface PageRow extends WorkloadRow {
  cluster_name: string;
  value: string | number | null;
}

const keyOf = ({ cluster, id }: { cluster: number; id: string }) =>
  `${cluster}\n${id}`;

/** Use of the workloads of a page, by cluster and id. */
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

export interface WorkloadQueryOptions
  extends Omit<FilterOptions, 'shownOwners' | 'typesOf'> {
  /** Entities and owners that the caller may see. */
  entities: EntityVisibility;
  /** When the workloads of each cluster were read. */
  observedAt: (cluster: number) => number;
}

/** Filters, sorts and pages the stored workloads of any number of clusters. */
export class WorkloadQueries {
  readonly #database: PluginDatabase;
  readonly #typesOf: (word: string) => string[];
  readonly #counts = new WorkloadCounts();
  readonly #owners = new OwnersOfClusters();

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
    rejectNul(query);
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
        const usage = options.at && (await readUsage(knex, rows));
        await forEachSliced(rows, row => {
          const own = usage ? usage.get(keyOf(row)) : undefined;
          found.push(...this.#toWorkload(row, { usage: own, at }));
        });
      }
      return found;
    });
  }

  async #read(
    knex: Knex,
    query: WorkloadQuery,
    options: WorkloadQueryOptions & FilterOptions & { order: Order },
  ): Promise<WorkloadPage> {
    const { limit = DEFAULT_LIMIT } = query;
    const { order } = options;
    const shownOwners = await this.#owners.shownIn(knex, query, options);
    const filter = { ...options, shownOwners };
    const rows = await readOrdered<PageRow>(
      () =>
        filterWorkloads(knex, query, filter)
          .select('w.cluster', 'w.cluster_name', 'w.id')
          .select('w.since', 'w.started_at', 'w.document'),
      {
        ...{ order, limit: limit + 1 },
        isOwnerShown: shownOwners && whereOwnerAmong(knex, shownOwners),
      },
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const usage = await readUsage(knex, shown);
    const hasMore = rows.length > limit;
    const items: Workload[] = [];
    await forEachSliced(shown, row => {
      const at = options.observedAt(row.cluster);
      items.push(
        ...this.#toWorkload(row, { usage: usage.get(keyOf(row)), at }),
      );
    });
    return {
      items,
      totalItems:
        !hasMore && !query.cursor
          ? rows.length
          : await this.#counts.get(query, filter, () =>
              this.#count(knex, query, filter),
            ),
      ...(hasMore && last && { nextCursor: cursorAfter(last, order) }),
    };
  }

  async #count(
    knex: Knex,
    query: WorkloadQuery,
    options: FilterOptions,
  ): Promise<number> {
    const [{ count }] = await filterWorkloads(knex, query, options).count({
      count: '*',
    });
    return Number(count);
  }

  /** A row of a shape that this version does not know is left out. */
  #toWorkload(
    row: WorkloadRow,
    options: { usage?: WorkloadUsage; at: number },
  ): Workload[] {
    const { at, usage } = options;
    const workload = loadWorkload(row.document, {
      usage,
      times: timesOf(row, at),
    });
    const parsed = workloadSchema.safeParse(workload);
    return parsed.success ? [parsed.data] : [];
  }
}
