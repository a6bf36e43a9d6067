import type { ChangePage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Knex } from '../database';
import { writeCursor } from '../inventory/query/cursor';
import { whereAllowed } from '../inventory/query/whereAllowed';
import type { ChangeFilter } from './changeFilter';
import {
  CHANGE_ENTITIES,
  CHANGES,
  COLUMNS,
  toChange,
  type ChangeRow,
} from './storedChange';

/** One page of changes, the latest first. */
export async function readChanges(
  knex: Knex,
  filter: ChangeFilter,
): Promise<ChangePage> {
  const { after, clusters, entities, limit, node } = filter;
  if (clusters.length === 0) return { items: [] };
  const query = knex(CHANGES)
    .select(...COLUMNS)
    .whereIn(
      'cluster',
      clusters.map(({ id }) => id),
    )
    .orderBy([
      { column: 'last_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1);
  const allowed = whereAllowed(knex, filter.allowed, {
    ...{ clusters, alias: CHANGES, isNullUnknown: true },
  });
  if (allowed) {
    // What a row does not say of the workload is null, and leaves it out.
    query.whereRaw(
      `(subject = 'cluster' or subject like 'node:%' or subject like 'storage:%' or ${allowed.sql})`,
      allowed.bindings,
    );
  }
  // A row stands for the time from its first to its last change.
  if (filter.since !== undefined) query.where('last_at', '>=', filter.since);
  if (filter.until !== undefined) query.where('at', '<=', filter.until);
  if (filter.kinds) query.whereIn('kind', filter.kinds);
  if (filter.platforms) query.whereIn('platform', filter.platforms);
  if (filter.workload !== undefined) query.where('workload', filter.workload);
  if (filter.owner !== undefined) query.where('owner', filter.owner);
  if (node !== undefined) {
    // What moved away concerns the node as well.
    query.where(one =>
      // A literal, so that the partial index is used.
      one.where({ node }).orWhereRaw("kind = 'moved' and from_value = ?", node),
    );
  }
  if (entities) {
    query.whereIn(
      'id',
      knex(CHANGE_ENTITIES).select('change').whereIn('entity', entities),
    );
  }
  if (after) query.whereRaw('(last_at, id) < (?, ?)', [after.lastAt, after.id]);
  const rows: ChangeRow[] = await query;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.flatMap(row => toChange(row) ?? []),
    ...(rows.length > limit &&
      last && {
        nextCursor: writeCursor([Number(last.last_at), Number(last.id)]),
      }),
  };
}
