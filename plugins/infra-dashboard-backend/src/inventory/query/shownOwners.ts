import { isPostgres, type Knex } from '../../database';
import type { EntityVisibility } from '../../permissions/VisibleEntities';
import { WORKLOADS } from '../store/objectRows';
import { versionOf, type QueriedCluster } from './QueriedCluster';
import { Remembered } from './Remembered';

/** Sets of clusters for which the owners are remembered. */
const MAX_SETS = 50;

/**
 * From one owner to the next along the index, which takes as long as there are owners; `distinct`
 * reads all workloads.
 */
const OWNERS = `
  with recursive o(owner) as (
    select min(owner) from ${WORKLOADS}
    union all
    select (select min(owner) from ${WORKLOADS} where owner > o.owner)
    from o where o.owner is not null
  )
  select owner from o where owner is not null`;

/** The owners that a caller may see; undefined if all. Others count as no owner. */
export type ShownOwners = readonly string[] | undefined;

/** Whether a query goes by owners, so that hidden ones would be revealed. */
function isByOwner(query: {
  owner?: string;
  ownerSource?: string;
  q?: string;
  sort?: string;
}) {
  const { owner, ownerSource, q, sort = '' } = query;
  return Boolean(q ?? owner ?? ownerSource) || /^-?owner$/.test(sort);
}

/** The owners of all workloads, read again when the rows of the clusters change. */
export class WorkloadOwners {
  readonly #known = new Remembered<string[]>(MAX_SETS);

  /** Owners that the caller may see, for a query that goes by them. */
  async shownIn(
    knex: Knex,
    query: Parameters<typeof isByOwner>[0],
    options: {
      clusters: readonly QueriedCluster[];
      entities: EntityVisibility;
    },
  ): Promise<ShownOwners> {
    const { clusters, entities } = options;
    if (!isByOwner(query) || (await entities.all())) return undefined;
    const owners = await this.#known.get(
      JSON.stringify(clusters.map(({ id }) => id)),
      versionOf(clusters),
      async () => {
        const result = await knex.raw(OWNERS);
        const rows: Array<{ owner: string }> = result.rows ?? result;
        return rows.map(({ owner }) => owner);
      },
    );
    const shown = await entities.visible(owners);
    // Owners that appear meanwhile are in neither, and so remain hidden.
    return owners.filter(owner => shown.has(owner));
  }
}

/** The condition that the owner is among some: one binding, however many these are. */
export function whereOwnerAmong(
  knex: Knex,
  owners: readonly string[],
): ReturnType<Knex['raw']> {
  return isPostgres(knex)
    ? knex.raw('w.owner = any(?)', [owners as any])
    : knex.raw('w.owner in (select value from json_each(?))', [
        JSON.stringify(owners),
      ]);
}
