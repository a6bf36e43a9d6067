import { HEALTHS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { WORKLOAD_SORT_KEYS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Knex } from '../../database';
import { USAGE } from '../store/usageRows';
import { readCursor, writeCursor, type Position } from './cursor';

type SortKey = (typeof WORKLOAD_SORT_KEYS)[number];

/** What a list can be sorted by. */
export interface SortColumn {
  /** An expression over the rows, as `w`, and the use of workloads, as `u`. */
  sql: string;
  /** Its type in the database; text if absent. */
  type?: 'count' | 'health' | 'integer' | 'number';
  /** Whether a row may not have it. */
  isOptional?: boolean;
  /** As an age in words: the oldest has the largest. */
  isReversed?: boolean;
}

/** What an integer column of PostgreSQL can be compared with. */
const MAX_COUNT = 2 ** 31;

const OWNER = 'w.owner';

const DEFAULT_LIMIT = 100;

const COLUMNS: Record<SortKey, SortColumn> = {
  name: { sql: 'w.name' },
  cluster: { sql: 'w.cluster_name' },
  node: { sql: 'w.node', isOptional: true },
  namespace: { sql: 'w.namespace', isOptional: true },
  owner: { sql: OWNER, isOptional: true },
  type: { sql: 'w.type' },
  status: { sql: 'w.status' },
  health: { sql: 'w.health', type: 'health' },
  cpu: { sql: 'u.cpu', type: 'number', isOptional: true },
  memory: { sql: 'u.memory', type: 'number', isOptional: true },
  storage: { sql: 'u.storage_order', type: 'number', isOptional: true },
  uptime: {
    ...{ sql: 'w.started_at', type: 'integer' },
    ...{ isOptional: true, isReversed: true },
  },
  created: {
    ...{ sql: 'w.created_at', type: 'integer' },
    ...{ isOptional: true, isReversed: true },
  },
  restarts: { sql: 'w.restarts', type: 'number', isOptional: true },
};

type Rows = ReturnType<Knex>;
type Condition = ReturnType<Knex['raw']>;

/** The order of a list, and where its next page begins. */
export interface Order extends SortColumn {
  direction: 'asc' | 'desc';
  /** The last row of the page before: its sort value, its cluster and its id. */
  after?: [value: Position[0], cluster: string, id: string];
}

/** An order for one caller. */
interface ShownOrder extends Order {
  /** Where it is by owner, and not all are shown: the condition for one that is. */
  isShown?: Condition;
}

function isOfType(
  value: Position[0],
  { isOptional, type }: SortColumn,
): boolean {
  if (value === null) return isOptional === true;
  if (type === undefined) return typeof value === 'string';
  if (type === 'number') return typeof value === 'number';
  if (!Number.isSafeInteger(value)) return false;
  if (type === 'count') return Math.abs(value as number) < MAX_COUNT;
  return type === 'integer' || HEALTHS[value as number] !== undefined;
}

/**
 * @param columns - by sort key; default: those of workloads
 * @throws InputError where there is a cursor, and it is invalid
 */
export function parseOrder(
  query: { sort?: string; cursor?: string },
  columns: Record<string, SortColumn> = COLUMNS,
): Order {
  const { cursor, sort = 'name' } = query;
  const isDescending = sort.startsWith('-');
  const column = columns[sort.replace(/^-/, '')];
  const { isReversed = false } = column;
  const after =
    cursor === undefined
      ? undefined
      : readCursor(
          cursor,
          ([cluster, id], value) =>
            isOfType(value, column) &&
            typeof cluster === 'string' &&
            typeof id === 'string',
        );
  return {
    ...column,
    direction: isDescending === isReversed ? 'asc' : 'desc',
    after: after as Order['after'],
  };
}

/** What every row of a sorted list has. */
export interface OrderedRow {
  cluster_name: string;
  id: string;
  /** What it is sorted by. */
  value: Position[0];
}

/** The cursor of the page after a row. */
function cursorAfter(row: OrderedRow, { type }: Order): string {
  const { cluster_name: cluster, id, value } = row;
  // PostgreSQL returns large integers as text, which would sort as text.
  const isText = type === 'integer' && typeof value === 'string';
  return writeCursor([isText ? Number(value) : value, cluster, id]);
}

const IS_AFTER = '(w.cluster_name, w.id) > (?, ?)';

/** Adds the use of the workloads where the order needs it. */
function joinUsage(
  rows: Rows,
  { sql }: Order,
  join: 'innerJoin' | 'leftJoin',
): void {
  if (!sql.startsWith('u.')) return;
  rows[join]({ u: USAGE }, function onSame() {
    this.on('u.cluster', 'w.cluster').andOn('u.id', 'w.id');
  });
}

/** Rows with a value: an index gives their order, and sorting stops after a page. */
function orderKnown(rows: Rows, order: ShownOrder): Rows {
  const { after, direction, isOptional, isShown, sql } = order;
  joinUsage(rows, order, 'innerJoin');
  if (isOptional) rows.whereRaw(`${sql} is not null`);
  if (isShown) rows.where(isShown);
  rows
    .select({ value: rows.client.raw(sql) })
    .orderByRaw(`${sql} ${direction}, w.cluster_name, w.id`);
  if (!after) return rows;
  const [value, ...key] = after;
  const [beyond, from] = direction === 'asc' ? ['>', '>='] : ['<', '<='];
  return rows.whereRaw(
    `(${sql} ${from} ? and (${sql} ${beyond} ? or ${IS_AFTER}))`,
    [value, value, ...key] as Array<string | number>,
  );
}

/** Rows without a value, which are last in either direction. */
function orderUnknown(rows: Rows, order: ShownOrder): Rows {
  const { after, isShown, sql } = order;
  joinUsage(rows, order, 'leftJoin');
  rows
    .select({ value: rows.client.raw('null') })
    .where(any => {
      any.whereRaw(`${sql} is null`);
      if (isShown) any.orWhereNot(isShown);
    })
    .orderByRaw('w.cluster_name, w.id');
  if (after?.[0] !== null) return rows;
  const [, ...key] = after;
  return rows.whereRaw(IS_AFTER, key);
}

/** The first rows, those with a value before those without. */
async function readFirst<TRow>(
  rowsOf: () => Rows,
  order: ShownOrder,
  count: number,
): Promise<TRow[]> {
  const known: TRow[] =
    order.after?.[0] === null
      ? []
      : await orderKnown(rowsOf(), order).limit(count);
  const missing = count - known.length;
  if (missing === 0 || !order.isOptional) return known;
  return [...known, ...(await orderUnknown(rowsOf(), order).limit(missing))];
}

/**
 * A page of rows, sorted, unknown values last in either direction. The rows get their sort
 * value as `value`.
 *
 * @param rowsOf - the rows to choose from, as `w`
 * @param options - `limit`: rows of the page; `isOwnerShown`: whether the caller may see the
 *   owner; absent if all
 */
export async function readOrdered<TRow extends OrderedRow>(
  rowsOf: () => Rows,
  options: {
    order: Order;
    limit?: number;
    isOwnerShown?: Condition;
  },
): Promise<{ rows: TRow[]; nextCursor?: string }> {
  const { isOwnerShown: isShown, limit = DEFAULT_LIMIT, order } = options;
  const shown: ShownOrder =
    isShown && order.sql === OWNER ? { ...order, isShown } : order;
  // One more shows whether there is a next page.
  const found = await readFirst<TRow>(rowsOf, shown, limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    ...(found.length > limit &&
      last && { nextCursor: cursorAfter(last, order) }),
  };
}
