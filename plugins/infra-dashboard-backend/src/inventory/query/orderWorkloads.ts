import {
  HEALTHS,
  type WORKLOAD_SORT_KEYS,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Knex } from '../../database';
import { readCursor } from './cursor';

type SortKey = (typeof WORKLOAD_SORT_KEYS)[number];

interface SortColumn {
  /** An expression over `w` (workload) and `u` (its use). */
  sql: string;
  /** Its type in the database; text if absent. */
  type?: 'health' | 'integer' | 'number';
  /** Whether the use has to be joined. */
  withUsage?: boolean;
  /** Whether a workload may not have it. */
  isOptional?: boolean;
  /** As an age in words: the oldest has the largest. */
  isReversed?: boolean;
}

const COLUMNS: Record<SortKey, SortColumn> = {
  name: { sql: 'w.name' },
  cluster: { sql: 'w.cluster_name' },
  node: { sql: 'w.node', isOptional: true },
  namespace: { sql: 'w.namespace', isOptional: true },
  type: { sql: 'w.type' },
  status: { sql: 'w.status' },
  health: { sql: 'w.health', type: 'health' },
  cpu: { sql: 'u.cpu', type: 'number', withUsage: true, isOptional: true },
  memory: {
    ...{ sql: 'u.memory', type: 'number' },
    ...{ withUsage: true, isOptional: true },
  },
  storage: {
    sql: 'coalesce(u.storage, w.storage)',
    type: 'number',
    withUsage: true,
    isOptional: true,
  },
  uptime: {
    ...{ sql: 'w.started_at', type: 'integer' },
    ...{ isOptional: true, isReversed: true },
  },
  created: {
    ...{ sql: 'w.created_at', type: 'integer' },
    ...{ isOptional: true, isReversed: true },
  },
  restarts: { sql: 'w.restarts', type: 'number', isOptional: true },
  owner: { sql: 'w.owner', isOptional: true },
};

/** Where the rows do not show every owner. */
const SHOWN_OWNER: SortColumn = { sql: 'w.shown_owner', isOptional: true };

type Rows = ReturnType<Knex>;

function isOfType(
  value: string | number | null,
  { isOptional, type }: SortColumn,
): boolean {
  if (value === null) return isOptional === true;
  if (type === undefined) return typeof value === 'string';
  if (type === 'number') return typeof value === 'number';
  if (type === 'health') return HEALTHS[value as number] !== undefined;
  return Number.isSafeInteger(value);
}

/**
 * Sorts workloads, unknown values last in either direction, and begins after a cursor. The rows
 * get their sort value as `value`.
 *
 * @throws InputError where the cursor is invalid
 */
export function orderWorkloads(
  rows: Rows,
  options: { sort?: string; cursor?: string; isPrivate?: boolean },
): void {
  const { cursor, isPrivate, sort = 'name' } = options;
  const key = sort.replace(/^-/, '') as SortKey;
  const column = isPrivate && key === 'owner' ? SHOWN_OWNER : COLUMNS[key];
  const { isOptional, isReversed = false, sql, withUsage } = column;
  const direction = sort.startsWith('-') === isReversed ? 'asc' : 'desc';
  if (withUsage) {
    rows.leftJoin({ u: 'inventory_usage' }, function onSame() {
      this.on('u.cluster', 'w.cluster').andOn('u.id', 'w.id');
    });
  }
  rows
    .select({ value: rows.client.raw(sql) })
    .orderByRaw(
      `${sql} ${direction}${
        isOptional ? ' nulls last' : ''
      }, w.cluster_name, w.id`,
    );
  if (cursor === undefined) return;
  const [value, ...last] = readCursor(
    cursor,
    ([cluster, id], last) =>
      isOfType(last, column) &&
      typeof cluster === 'string' &&
      typeof id === 'string',
  ) as [string | number | null, string, string];
  const isAfter = '(w.cluster_name, w.id) > (?, ?)';
  if (value === null) {
    rows.whereRaw(`${sql} is null and ${isAfter}`, last);
    return;
  }
  const [beyond, from] = direction === 'asc' ? ['>', '>='] : ['<', '<='];
  const known = `(${sql} ${from} ? and (${sql} ${beyond} ? or ${isAfter}))`;
  rows.whereRaw(isOptional ? `(${known} or ${sql} is null)` : known, [
    ...[value, value, ...last],
  ]);
}
