import type { ProviderEntry } from '../../config';
import type { Knex } from '../../database';
import { clearCluster } from './clearCluster';
import { CLUSTERS } from './clusterRows';
import type { ClusterState } from './ClusterState';
import type { InventoryRecorderOptions } from './InventoryRecorderOptions';

/** Deletes what is stored of a cluster that its provider has no more. */
export async function forgetCluster(
  knex: Knex,
  options: Pick<InventoryRecorderOptions, 'leases' | 'recordChanges'> & {
    entry: ProviderEntry;
    state: ClusterState;
  },
): Promise<void> {
  const { entry, leases, recordChanges, state } = options;
  const { name: cluster, provider: providerName } = state.key;
  const row = await knex(CLUSTERS)
    .where({ provider: providerName, name: cluster })
    .first();
  if (!row) return;
  await knex.transaction(async trx => {
    await leases.guard(trx, providerName);
    await clearCluster(trx, row.id);
    await trx(CLUSTERS).where({ id: row.id }).delete();
    await recordChanges(trx, [
      {
        ...{ at: leases.clock.now(), kind: 'removed', subject: 'cluster' },
        ...{ cluster, provider: entry.type, providerName },
      },
    ]);
  });
  state.row = undefined;
  state.forget();
}
