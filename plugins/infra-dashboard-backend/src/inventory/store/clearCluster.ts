import type { Knex } from '../../database';
import { MACHINE_KEYS } from './machineKeys';
import { NODES, STORAGES, WORKLOADS } from './objectRows';
import { USAGE } from './usageRows';
import { LINKS } from './workloadColumns';

/** Deletes all that is stored of a cluster but its own row. */
export async function clearCluster(knex: Knex, cluster: number): Promise<void> {
  for (const table of [
    ...[NODES, STORAGES, WORKLOADS],
    ...[USAGE, LINKS, MACHINE_KEYS],
  ]) {
    await knex(table).where({ cluster }).delete();
  }
}
