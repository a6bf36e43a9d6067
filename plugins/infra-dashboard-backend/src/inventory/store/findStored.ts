import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProviderEntry } from '../../config';
import type { PluginDatabase } from '../../database';
import { findClusters } from './clusterRows';
import { readStored } from './workloadRows';

/**
 * Some stored workloads of a cluster; rejects where the database cannot be read.
 *
 * @param digest - of the configuration that they must have been read with
 */
export async function findStored(
  database: PluginDatabase,
  { name: provider }: Pick<ProviderEntry, 'name'>,
  digest: Promise<string>,
  cluster: string,
  ids: readonly string[],
): Promise<Workload[]> {
  const source = await digest;
  return database.use('read', async knex => {
    const rows = await findClusters(knex, provider);
    const row = rows.find(one => one.name === cluster && one.source === source);
    if (!row) return [];
    return [...(await readStored(knex, row.id, [...ids])).values()];
  });
}
