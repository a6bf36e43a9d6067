import type {
  StoragePage,
  StorageQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { storageStatusSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import type { Knex, PluginDatabase } from '../../database';
import { loadStorage } from '../store/documents';
import { toNumber } from '../store/clusterRows';
import type { ObjectRow } from '../store/objectRows';
import { filterStorages } from './filterStorages';
import { checkTexts } from './readFilters';
import {
  parseOrder,
  readOrdered,
  type Order,
  type OrderedRow,
  type SortColumn,
} from './readOrdered';

type PageRow = Pick<ObjectRow, 'since' | 'document'> & OrderedRow;

const NUMBER = { type: 'number', isOptional: true } as const;
const COUNT = { type: 'count', isOptional: true } as const;

const COLUMNS: Record<string, SortColumn> = {
  name: { sql: 'w.name' },
  cluster: { sql: 'w.cluster_name' },
  type: { sql: 'w.type', isOptional: true },
  shared: { sql: 'w.shared', ...COUNT },
  content: { sql: 'w.content', isOptional: true },
  share: { sql: 'w.share', ...NUMBER },
  used: { sql: 'w.used', ...NUMBER },
  total: { sql: 'w.total', ...NUMBER },
  nodes: { sql: 'w.nodes', ...COUNT },
  health: { sql: 'w.severity', type: 'number' },
};

/** Filters, sorts and pages the stored storages of any number of clusters. */
export class StorageQueries {
  readonly #database: PluginDatabase;

  constructor(options: { database: PluginDatabase }) {
    this.#database = options.database;
  }

  /**
   * @param clusters - ids of the clusters that the caller may see and asks for
   * @throws InputError where the query is invalid
   * @throws ServiceUnavailableError where the database cannot be read
   */
  async query(query: StorageQuery, clusters: number[]): Promise<StoragePage> {
    checkTexts(query);
    const order = parseOrder(query, COLUMNS);
    if (clusters.length === 0) return { items: [], totalItems: 0 };
    return this.#database.serve(knex =>
      this.#read(knex, query, { clusters, order }),
    );
  }

  async #read(
    knex: Knex,
    query: StorageQuery,
    { clusters, order }: { clusters: number[]; order: Order },
  ): Promise<StoragePage> {
    const { cursor, limit } = query;
    const rowsOf = () => filterStorages(knex, query, clusters);
    const { nextCursor, rows } = await readOrdered<PageRow>(
      () => rowsOf().select('w.cluster_name', 'w.id', 'w.since', 'w.document'),
      { order, limit },
    );
    const isWhole = !nextCursor && !cursor;
    const [{ count }] = isWhole
      ? [{ count: rows.length }]
      : await rowsOf().count({ count: '*' });
    return {
      items: rows.flatMap(({ document, since }) => {
        const storage = loadStorage(document, toNumber(since));
        // A row of a shape that this version does not know is left out.
        return storageStatusSchema.safeParse(storage).data ?? [];
      }),
      totalItems: Number(count),
      ...(nextCursor && { nextCursor }),
    };
  }
}
