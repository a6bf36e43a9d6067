import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { upsertRows, type Knex } from '../../database';
import { usageOfWorkload, type WorkloadUsage } from './documents';
import { readPages } from './objectRows';

export const USAGE = 'inventory_usage';

export interface UsageRow {
  cluster: number;
  id: string;
  cpu: number | null;
  memory: number | null;
  storage: number | null;
}

/** What a row says of the use of a workload; what it does not know is absent. */
export function toUsage({ cpu, memory, storage }: UsageRow): WorkloadUsage {
  return {
    ...(cpu !== null && { cpu }),
    ...(memory !== null && { memory }),
    ...(storage !== null && { storage }),
  };
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
    if (
      hasMoved(before.cpu, after.cpu) ||
      hasMoved(before.memory, after.memory) ||
      hasMoved(before.storage, after.storage)
    ) {
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
    toRow: ([id, { cpu, memory, storage }]) => ({
      ...{ cluster, id },
      cpu: cpu ?? null,
      memory: memory ?? null,
      storage: storage ?? null,
    }),
  });
}
