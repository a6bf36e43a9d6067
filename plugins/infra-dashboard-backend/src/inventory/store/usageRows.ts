import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { upsertRows, type Knex } from '../../database';
import { usageOfWorkload, type WorkloadUsage } from './documents';
import { readPages } from './objectRows';

export const USAGE = 'inventory_usage';

/** The column of each number. */
const COLUMNS = {
  cpu: 'cpu',
  memory: 'memory',
  storage: 'storage',
  cpuShare: 'cpu_share',
  memoryShare: 'memory_share',
  storageOrder: 'storage_order',
} as const satisfies Record<keyof WorkloadUsage, string>;

const KEYS = Object.keys(COLUMNS) as Array<keyof typeof COLUMNS>;

export type UsageRow = { cluster: number; id: string } & Record<
  (typeof COLUMNS)[keyof typeof COLUMNS],
  number | null
>;

/** What a row says of the use of a workload; what it does not know is absent. */
export function toUsage(row: UsageRow): WorkloadUsage {
  const usage: WorkloadUsage = {};
  for (const key of KEYS) usage[key] = row[COLUMNS[key]] ?? undefined;
  return usage;
}

/** A number that moved by less is not written. */
const TOLERANCE = 0.02;

function hasMoved(before: number | undefined, after: number | undefined) {
  if (before === undefined || after === undefined) return before !== after;
  return Math.abs(after - before) > TOLERANCE * Math.abs(before);
}

/** The stored use of each workload of a cluster, by id. */
export async function readUsage(
  knex: Knex,
  cluster: number,
): Promise<Map<string, WorkloadUsage>> {
  const usage = new Map<string, WorkloadUsage>();
  for await (const page of readPages<UsageRow>(knex, {
    table: USAGE,
    cluster,
  })) {
    for (const row of page) usage.set(row.id, toUsage(row));
  }
  return usage;
}

/** Workloads whose use differs enough from what is stored. */
export async function findMoved(
  stored: ReadonlyMap<string, WorkloadUsage>,
  items: readonly Workload[],
): Promise<Map<string, WorkloadUsage>> {
  const moved = new Map<string, WorkloadUsage>();
  await forEachSliced(items, workload => {
    const before = stored.get(workload.id) ?? {};
    const after = usageOfWorkload(workload);
    if (KEYS.some(key => hasMoved(before[key], after[key]))) {
      moved.set(workload.id, after);
    }
  });
  return moved;
}

export async function writeUsage(
  knex: Knex,
  cluster: number,
  usage: ReadonlyMap<string, WorkloadUsage>,
): Promise<void> {
  await upsertRows(knex, {
    table: USAGE,
    key: ['cluster', 'id'],
    items: [...usage],
    toRow: ([id, numbers]) => ({
      ...{ cluster, id },
      ...Object.fromEntries(
        KEYS.map(key => [COLUMNS[key], numbers[key] ?? null]),
      ),
    }),
  });
}
