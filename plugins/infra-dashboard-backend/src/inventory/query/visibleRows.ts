import type { EntityVisibility } from '../../permissions/VisibleEntities';
import type { Knex } from '../../database';
import { WORKLOADS } from '../store/objectRows';
import type { QueriedCluster } from './WorkloadCounts';

/** Rows of workloads as a caller may see them. */
export interface VisibleRows {
  /** A table, or a query in its place. */
  from: string | ReturnType<Knex>;
  /** Whether other callers see something else. */
  isPrivate: boolean;
}

/** The column of the owner as the caller may see it. */
export function ownerColumn(isPrivate: boolean): string {
  return isPrivate ? 'w.shown_owner' : 'w.owner';
}

const ALL: VisibleRows = { from: WORKLOADS, isPrivate: false };

/**
 * The rows of workloads as the caller may see them: without hidden owners, so that neither a
 * search nor an order reveals them.
 */
export async function readVisibleRows(
  knex: Knex,
  query: { owner?: string; q?: string; sort?: string },
  options: { clusters: readonly QueriedCluster[]; entities: EntityVisibility },
): Promise<VisibleRows> {
  const { clusters, entities } = options;
  const isByOwner =
    Boolean(query.q ?? query.owner) || /^-?owner$/.test(query.sort ?? '');
  if (!isByOwner || (await entities.all())) return ALL;
  const owners: string[] = await knex(WORKLOADS)
    .distinct('owner')
    .whereIn(
      'cluster',
      clusters.map(({ id }) => id),
    )
    .whereNotNull('owner')
    .pluck('owner');
  const shown = [...(await entities.visible(owners))];
  if (shown.length === owners.length) return ALL;
  const isShown = shown.length
    ? `owner in (${shown.map(() => '?').join(', ')})`
    : '1 = 0';
  const from = knex(WORKLOADS)
    .select('cluster', 'id', 'since', 'started_at', 'missing_since', 'document')
    .select('cluster_name', 'name', 'node', 'namespace', 'type', 'status')
    .select('role', 'controller')
    .select('health', 'template', 'created_at', 'restarts', 'storage')
    // The rules of a policy still go by the owner.
    .select('labels', 'owner')
    .select({
      shown_owner: knex.raw(`case when ${isShown} then owner end`, shown),
      search: knex.raw(
        `case when owner is null or ${isShown} then search else replace(search, lower(owner), '') end`,
        shown,
      ),
    });
  return { from, isPrivate: true };
}
