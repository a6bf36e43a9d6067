import { CHANGES } from '../changes/storedChange';
import type { Knex } from '../database';
import {
  whereAllowed,
  type NamedCluster,
} from '../inventory/query/whereAllowed';
import { WORKLOADS } from '../inventory/store/objectRows';
import { LINKS } from '../inventory/store/workloadColumns';
import type { WorkloadCriteria } from '../permissions';
import type { Dependents } from './types';

/** Owners and entities of a cluster that are looked at. */
const MAX_REFS = 200;

/** What a caller may know of all that a cluster has. */
export async function readDependents(
  knex: Knex,
  options: {
    cluster: NamedCluster & { id: number };
    allowed: WorkloadCriteria;
  },
): Promise<Dependents> {
  const { allowed, cluster } = options;
  const rows = () => {
    const query = knex({ w: WORKLOADS })
      .where('w.cluster', cluster.id)
      .where('w.template', 0)
      .whereNull('w.missing_since');
    const clause = whereAllowed(knex, allowed, {
      ...{ clusters: [cluster], alias: 'w' },
    });
    return clause ? query.whereRaw(clause.sql, clause.bindings) : query;
  };
  const refsBy = async (column: string, query: ReturnType<typeof rows>) => {
    const found: Array<{ ref: string }> = await query
      .select({ ref: column })
      .whereNotNull(column)
      .groupBy(column)
      .orderByRaw(`count(*) desc, ${column}`)
      .limit(MAX_REFS);
    return found.map(({ ref }) => ref);
  };
  const [{ count }] = await rows().count({ count: '*' });
  const ownerRefs = await refsBy('w.owner', rows());
  const linked = await refsBy(
    'l.entity',
    rows().innerJoin({ l: LINKS }, function onSame() {
      this.on('l.cluster', 'w.cluster').andOn('l.id', 'w.id');
    }),
  );
  const owners = new Set(ownerRefs);
  return {
    total: Number(count),
    ownerRefs,
    // The links have owners as well.
    entityRefs: linked.filter(ref => !owners.has(ref)),
  };
}

/**
 * Since when a cluster cannot be read, in milliseconds since the epoch. Undefined as long as the
 * change log does not have the outage yet.
 *
 * @param readAt - when it was last read: an outage before that is over
 */
export async function readUnreachableSince(
  knex: Knex,
  cluster: string,
  readAt = 0,
): Promise<number | undefined> {
  const row = await knex(CHANGES)
    .where({ cluster, kind: 'connection' })
    // A later error of another kind is the same outage.
    .whereNull('from_value')
    // One that came back within a minute is in the row of its start.
    .whereNotNull('to_value')
    .where('last_at', '>=', readAt)
    .max({ at: 'last_at' })
    .first();
  return row?.at ? Number(row.at) : undefined;
}
