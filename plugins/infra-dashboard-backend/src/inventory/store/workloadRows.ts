import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { workloadSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { WorkloadCounter } from '../../collector/summarizeWorkloads';
import type { WorkloadsSummary } from '../../collector/types';
import { HEALTHS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { batchesOf, upsertRows, type Knex } from '../../database';
import { loadWorkload, storeWorkload } from './documents';
import { writeMachineKeys, type IsMachine } from './machineKeys';
import {
  deleteObjects,
  markMissing,
  timesOf,
  toTimes,
  WORKLOADS,
  type ObjectRow,
} from './objectRows';
import { USAGE } from './usageRows';
import { toWorkloadColumns, writeLinks } from './workloadColumns';
import type { WorkloadDifference } from './WorkloadLedger';

const table = WORKLOADS;

/** A stored workload without its use; undefined where its shape is not known. */
export function toStored(
  row: Pick<ObjectRow, 'document' | 'since' | 'started_at'>,
): Workload | undefined {
  const workload = loadWorkload(row.document, { times: timesOf(row, 0) });
  const parsed = workloadSchema.safeParse(workload);
  return parsed.success ? parsed.data : undefined;
}

/** Stored workloads by id, for the comparison with what replaces them. */
export async function readStored(
  knex: Knex,
  cluster: number,
  ids: string[],
): Promise<Map<string, Workload>> {
  const stored = new Map<string, Workload>();
  for (const batch of batchesOf(ids)) {
    const rows: ObjectRow[] = await knex(table)
      .select('id', 'document', 'since', 'started_at')
      .where({ cluster })
      .whereIn('id', batch);
    await forEachSliced(rows, row => {
      const workload = toStored(row);
      if (workload) stored.set(row.id, workload);
    });
  }
  return stored;
}

/** Writes a difference; the caller's transaction makes it all or nothing. */
export async function writeWorkloads(
  knex: Knex,
  options: {
    cluster: number;
    revision: number;
    at: number;
    difference: WorkloadDifference;
    isMachine: IsMachine;
  },
): Promise<void> {
  const { at, cluster, difference, isMachine, revision } = options;
  const { forgotten, missing, removed, upserts } = difference;
  await upsertRows(knex, {
    table,
    key: ['cluster', 'id'],
    items: upserts,
    toRow: ({ item, startedAt }) => ({
      ...{ cluster, id: item.id, revision },
      ...toTimes({ since: item.since, startedAt }),
      document: storeWorkload(item, at).document,
      ...toWorkloadColumns(item),
    }),
  });
  const ids = [...removed, ...forgotten];
  await deleteObjects(knex, { table, cluster, ids });
  await markMissing(knex, { table, cluster, revision, at, ids: missing });
  await writeLinks(knex, cluster, difference);
  await writeMachineKeys(knex, { cluster, difference, isMachine });
  await deleteObjects(knex, { table: USAGE, cluster, ids });
}

/** Counts the stored workloads of a cluster: an old version does not store how many there are. */
export async function countStored(
  knex: Knex,
  cluster: number,
): Promise<Pick<WorkloadsSummary, 'counts' | 'countsByNode' | 'states'>> {
  const counter = new WorkloadCounter();
  const rows = await knex(table)
    .select('health', 'node', 'role', 'status', 'template')
    .count({ count: '*' })
    .where({ cluster })
    .whereNull('missing_since')
    .groupBy('health', 'node', 'role', 'status', 'template');
  for (const { count, health, node, role, ...row } of rows as any[]) {
    counter.add(
      {
        ...{ health: HEALTHS[health] ?? 'unknown', node: node ?? undefined },
        ...{ role, status: row.status, template: Boolean(row.template) },
      },
      Number(count),
    );
  }
  const { counts, countsByNode, states } = counter;
  return { counts, countsByNode, states };
}
