import type { ProviderType } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { NewChange } from '../../changes/types';
import type { ClusterSnapshot } from '../../collector/types';
import type { Knex } from '../../database';
import { updateCluster } from './clusterRows';
import type { ClusterState } from './ClusterState';
import { isEmpty } from './Ledger';
import { clearCluster, deleteObjects, writeDifference } from './objectRows';
import { planWrite } from './planWrite';
import { toStorageColumns } from './storageColumns';
import { toWorkloadColumns, writeLinks } from './workloadColumns';
import { findMoved, USAGE, writeUsage } from './usageRows';

export interface WriteOptions {
  /** Milliseconds since the epoch. */
  now: number;
  platform: ProviderType;
  /** Whether the catalog was read: before that, a workload without owner means nothing. */
  areOwnersKnown: boolean;
  /** Whether another owner is a change: a catalog that is filling is not complete. */
  areOwnersSettled: boolean;
  /** Whether the use of the workloads is due; it is written less often. */
  withUsage: boolean;
  /** Rejects where another replica reads the provider by now. */
  guard: (trx: Knex) => Promise<void>;
  /** Stores changes, in the same transaction. */
  recordChanges: (trx: Knex, changes: NewChange[]) => Promise<unknown>;
}

/** Writes a snapshot as the difference to what is stored, all of it or nothing. */
export async function writeCluster(
  knex: Knex,
  options: WriteOptions & { state: ClusterState; snapshot: ClusterSnapshot },
): Promise<void> {
  const { guard, platform, recordChanges, snapshot, state, withUsage } =
    options;
  if (!state.row) await state.load(knex);
  // What another configuration read stays until the present one has read something.
  if (!state.isCurrent && !snapshot.topology.data) return;
  const isReplaced = !state.isSame(snapshot);
  if (isReplaced) state.forget();
  const plan = await planWrite(state, snapshot, options);
  const items = snapshot.workloads.data?.items ?? [];
  const usage = withUsage ? await findMoved(state.usage, items) : new Map();
  const row = state.row!;
  const parts = [plan.nodes, plan.storages, plan.workloads];
  const hasRows = parts.some(part => !isEmpty(part));
  const hasRemoved = parts.some(({ removed }) => removed.length > 0);
  const revision = hasRows ? row.revision + 1 : row.revision;
  const values = {
    ...plan.values,
    ...{ source: state.key.source, revision },
    ...(hasRemoved && { removed_revision: revision }),
  };
  const next = { ...row, ...values };
  const isSame = Object.entries(values).every(
    ([key, value]) => row[key as keyof typeof row] === value,
  );
  if (isSame && usage.size === 0) return;
  const { now: at } = options;
  const { name: cluster, provider: providerName } = state.key;
  await knex.transaction(async trx => {
    const target = { cluster: row.id, revision, at };
    await guard(trx);
    if (isReplaced) await clearCluster(trx, row.id);
    await writeDifference(trx, {
      ...target,
      table: 'inventory_nodes',
      difference: plan.nodes,
    });
    await writeDifference(trx, {
      ...target,
      table: 'inventory_storages',
      difference: plan.storages,
      toColumns: toStorageColumns,
    });
    await writeDifference(trx, {
      ...target,
      table: 'inventory_workloads',
      difference: plan.workloads,
      toColumns: toWorkloadColumns,
    });
    await writeLinks(trx, row.id, plan.workloads);
    const ids = plan.workloads.removed.map(({ item }) => item.id);
    await deleteObjects(trx, { table: USAGE, cluster: row.id, ids });
    await writeUsage(trx, row.id, usage);
    await recordChanges(
      trx,
      plan.changes.map(change => ({
        ...change,
        ...{ cluster, provider: platform, providerName },
      })),
    );
    await updateCluster(trx, row, values);
  });
  await state.nodes.apply(plan.nodes, at);
  await state.storages.apply(plan.storages, at);
  await state.workloads.apply(plan.workloads, at);
  for (const { item } of plan.workloads.removed) state.usage.delete(item.id);
  for (const [id, used] of usage) state.usage.set(id, used);
  state.row = next;
  state.snapshot = { ...snapshot };
}
