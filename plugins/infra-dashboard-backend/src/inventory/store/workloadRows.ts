import {
  HEALTHS,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { workloadSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { WorkloadCounter } from '../../collector/summarizeWorkloads';
import type { WorkloadsSummary } from '../../collector/types';
import { batchesOf, upsertRows, type Knex } from '../../database';
import { loadWorkload, storeWorkload, type WorkloadUsage } from './documents';
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

/**
 * A stored workload; undefined where its shape is one that this version does not know.
 *
 * @param options - `at`: when it was read, in milliseconds, which its uptime depends on
 */
export function toStored(
  row: Pick<ObjectRow, 'document' | 'since' | 'started_at'>,
  { at = 0, usage }: { at?: number; usage?: WorkloadUsage } = {},
): Workload | undefined {
  const workload = loadWorkload(row.document, {
    ...{ usage, times: timesOf(row, at) },
  });
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

/** How many workloads of a kind there are. */
export interface CountedRow {
  /** Index in {@link HEALTHS}. */
  health: number;
  node: string | null;
  role: Workload['role'] | null;
  status?: string;
  template?: number;
  count: number | string;
}

export function addCounted(counter: WorkloadCounter, row: CountedRow): void {
  const { count, health, node, role, status = '', template } = row;
  counter.add(
    {
      ...{ health: HEALTHS[health] ?? 'unknown', status },
      ...{ node: node ?? undefined, role: role ?? undefined },
      template: Boolean(template),
    },
    Number(count),
  );
}

/** Counts the stored workloads of a cluster: an old version does not store how many there are. */
export async function countStored(
  knex: Knex,
  cluster: number,
): Promise<Pick<WorkloadsSummary, 'counts' | 'countsByNode' | 'states'>> {
  const counter = new WorkloadCounter();
  const rows: CountedRow[] = await knex(table)
    .select('health', 'node', 'role', 'status', 'template')
    .count({ count: '*' })
    .where({ cluster })
    .whereNull('missing_since')
    .groupBy('health', 'node', 'role', 'status', 'template');
  for (const row of rows) addCounted(counter, row);
  const { counts, countsByNode, states } = counter;
  return { counts, countsByNode, states };
}
