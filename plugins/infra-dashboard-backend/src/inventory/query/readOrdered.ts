import {
  HEALTHS,
  type WORKLOAD_SORT_KEYS,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Knex } from '../../database';
import { USAGE } from '../store/usageRows';
import { readCursor } from './cursor';
import { ownerColumn } from './visibleRows';

type SortKey = (typeof WORKLOAD_SORT_KEYS)[number];

interface SortColumn {
  /** An expression over `w` (workload) and `u` (its use). */
  sql: string;
  /** Its type in the database; text if absent. */
  type?: 'health' | 'integer' | 'number';
  /** Whether a workload may not have it. */
  isOptional?: boolean;
  /** As an age in words: the oldest has the largest. */
  isReversed?: boolean;
}

const COLUMNS: Record<Exclude<SortKey, 'owner'>, SortColumn> = {
  name: { sql: 'w.name' },
  cluster: { sql: 'w.cluster_name' },
  node: { sql: 'w.node', isOptional: true },
  namespace: { sql: 'w.namespace', isOptional: true },
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

interface Order {
  sort?: string;
  cursor?: string;
  /** Whether the rows do not show every owner. */
  isPrivate?: boolean;
}

function columnOf({ isPrivate = false, sort = 'name' }: Order): SortColumn {
  const key = sort.replace(/^-/, '') as SortKey;
  return key === 'owner'
    ? { sql: ownerColumn(isPrivate), isOptional: true }
    : COLUMNS[key];
}

const IS_AFTER = '(w.cluster_name, w.id) > (?, ?)';

function isOfType(
  value: string | number | null,
  { isOptional, type }: SortColumn,
): boolean {
  if (value === null) return isOptional === true;
  if (type === undefined) return typeof value === 'string';
  if (type === 'number') return typeof value === 'number';
  if (!Number.isSafeInteger(value)) return false;
  return type === 'integer' || HEALTHS[value as number] !== undefined;
}

/** @throws InputError where the cursor is invalid */
function positionOf(cursor: string, column: SortColumn) {
  return readCursor(
    cursor,
    ([cluster, id], last) =>
      isOfType(last, column) &&
      typeof cluster === 'string' &&
      typeof id === 'string',
  ) as [string | number | null, string, string];
}

/** @throws InputError where there is a cursor, and it is invalid */
export function checkCursor(order: Order): void {
  if (order.cursor !== undefined) positionOf(order.cursor, columnOf(order));
}

/** Rows with a value: an index gives their order, and sorting stops after a page. */
function orderKnown(rows: Rows, order: Order): Rows {
  const { cursor, sort = 'name' } = order;
  const column = columnOf(order);
  const { isOptional, isReversed = false, sql } = column;
  const direction = sort.startsWith('-') === isReversed ? 'asc' : 'desc';
  if (sql.startsWith('u.')) {
    rows.innerJoin({ u: USAGE }, function onSame() {
      this.on('u.cluster', 'w.cluster').andOn('u.id', 'w.id');
    });
  }
  if (isOptional) rows.whereRaw(`${sql} is not null`);
  rows
    .select({ value: rows.client.raw(sql) })
    .orderByRaw(`${sql} ${direction}, w.cluster_name, w.id`);
  if (cursor === undefined) return rows;
  const [value, ...key] = positionOf(cursor, column);
  const [beyond, from] = direction === 'asc' ? ['>', '>='] : ['<', '<='];
  return rows.whereRaw(
    `(${sql} ${from} ? and (${sql} ${beyond} ? or ${IS_AFTER}))`,
    [value, value, ...key] as Array<string | number>,
  );
}

/** Rows without a value, which are last in either direction. */
function orderUnknown(rows: Rows, order: Order): Rows {
  const { cursor } = order;
  const column = columnOf(order);
  const { sql } = column;
  if (sql.startsWith('u.')) {
    rows.leftJoin({ u: USAGE }, function onSame() {
      this.on('u.cluster', 'w.cluster').andOn('u.id', 'w.id');
    });
  }
  rows
    .select({ value: rows.client.raw('null') })
    .whereRaw(`${sql} is null`)
    .orderByRaw('w.cluster_name, w.id');
  const [value, ...key] =
    cursor === undefined ? [0] : positionOf(cursor, column);
  return value === null ? rows.whereRaw(IS_AFTER, key as string[]) : rows;
}

/**
 * A page of workloads, sorted, unknown values last in either direction, after a cursor. The rows
 * get their sort value as `value`.
 *
 * @param rowsOf - the rows to choose from, as `w`
 * @throws InputError where the cursor is invalid
 */
export async function readOrdered<TRow>(
  rowsOf: () => Rows,
  options: Order & { limit: number },
): Promise<TRow[]> {
  const { cursor, limit } = options;
  const column = columnOf(options);
  const isPastKnown =
    cursor !== undefined && positionOf(cursor, column)[0] === null;
  const known: TRow[] = isPastKnown
    ? []
    : await orderKnown(rowsOf(), options).limit(limit);
  const missing = limit - known.length;
  if (missing === 0 || !column.isOptional) return known;
  return [...known, ...(await orderUnknown(rowsOf(), options).limit(missing))];
}
