import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { toText, upsertRows, type Knex } from '../../database';
import { machineKeysOf } from '../../impact/machineKeys';
import { toKey } from './textColumns';
import { deleteObjects } from './objectRows';
import type { WorkloadDifference } from './WorkloadLedger';

export const MACHINE_KEYS = 'inventory_machine_keys';

/** Which workloads of a cluster nodes of other clusters may be. */
export type IsMachine = (workload: Workload) => boolean;

/** Ids of the workloads of a cluster that have keys. */
export async function readMachines(
  knex: Knex,
  cluster: number,
): Promise<Set<string>> {
  const ids: string[] = await knex(MACHINE_KEYS)
    .distinct('id')
    .where({ cluster })
    .pluck('id');
  return new Set(ids);
}

/** Writes what nodes know of the machines of a difference. */
export async function writeMachineKeys(
  knex: Knex,
  options: {
    cluster: number;
    difference: WorkloadDifference;
    isMachine: IsMachine;
  },
): Promise<void> {
  const { cluster, difference, isMachine } = options;
  const { forgotten, removed, upserts } = difference;
  const machines = upserts.filter(({ item }) => isMachine(item));
  const outdated = machines.filter(({ before }) => before);
  await deleteObjects(knex, {
    ...{ table: MACHINE_KEYS, cluster },
    ids: [...outdated.map(({ item }) => item.id), ...removed, ...forgotten],
  });
  const rows = machines.flatMap(({ item }) =>
    machineKeysOf(item).map(key => ({ key: toKey(toText(key)), id: item.id })),
  );
  await upsertRows(knex, {
    ...{ table: MACHINE_KEYS, key: ['key', 'cluster', 'id'], items: rows },
    toRow: ({ id, key }) => ({ key, cluster, id }),
  });
}
