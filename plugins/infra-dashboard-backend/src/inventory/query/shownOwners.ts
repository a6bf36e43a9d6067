import { isPostgres, type Knex } from '../../database';
import type { EntityVisibility } from '../../permissions/VisibleEntities';
import { WORKLOADS } from '../store/objectRows';
import { Remembered } from './Remembered';
import type { QueriedCluster } from './WorkloadCounts';

/** Clusters whose owners are remembered. */
const MAX_CLUSTERS = 2_000;

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

/** The owners of the workloads of each cluster, read again when its rows change. */
export class OwnersOfClusters {
  readonly #known = new Remembered<string[]>(MAX_CLUSTERS);

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
    const lists = await Promise.all(
      clusters.map(cluster => this.#ownersOf(knex, cluster)),
    );
    const owners = new Set(lists.flat());
    const shown = await entities.visible(owners);
    // Owners that appear meanwhile are in neither, and so remain hidden.
    return [...owners].filter(owner => shown.has(owner));
  }

  #ownersOf(knex: Knex, { id, revision }: QueriedCluster): Promise<string[]> {
    // A query itself would be sent again by each who waits for it.
    return this.#known.get(id, revision, async () =>
      knex(WORKLOADS)
        .distinct('owner')
        .where({ cluster: id })
        .whereNotNull('owner')
        .pluck('owner'),
    );
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
