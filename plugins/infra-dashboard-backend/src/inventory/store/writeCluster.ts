import type {
  ProviderType,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { NewChange } from '../../changes/types';
import type { Knex } from '../../database';
import { updateCluster } from './clusterRows';
import type { ClusterState } from './ClusterState';
import type { WorkloadUsage } from './documents';
import { isEmpty } from './Ledger';
import type { IsMachine } from './machineKeys';
import { clearCluster } from './clearCluster';
import { NODES, STORAGES, writeDifference } from './objectRows';
import { planWrite, type PlanOptions, type WritePlan } from './planWrite';
import { toStorageColumns } from './storageColumns';
import { findMoved, writeUsage } from './usageRows';
import { writeWorkloads } from './workloadRows';

export interface WriteOptions
  extends Pick<PlanOptions, 'areOwnersSettled' | 'now' | 'own'> {
  state: ClusterState;
  platform: ProviderType;
  isMachine: IsMachine;
  /** Rejects where another replica reads the provider by now. */
  guard: (trx: Knex) => Promise<void>;
  /** Stores changes, in the same transaction. */
  recordChanges: (trx: Knex, changes: NewChange[]) => Promise<unknown>;
}

/** Writes what was planned, all of it or nothing. */
export async function writePlan(
  knex: Knex,
  options: WriteOptions & {
    plan: WritePlan;
    usage?: ReadonlyMap<string, WorkloadUsage>;
    /** Whether nothing of what is stored belongs to the cluster. */
    isReplaced?: boolean;
  },
): Promise<void> {
  const { guard, isMachine, isReplaced, plan, platform, state } = options;
  const { now: at, recordChanges, usage = new Map() } = options;
  const row = state.row!;
  const parts = [plan.nodes, plan.storages, plan.workloads];
  const hasRows = parts.some(part => !isEmpty(part));
  const hasRemoved = parts.some(({ removed }) => removed.length > 0);
  const revision = hasRows ? row.revision + 1 : row.revision;
  const values = {
    ...(isReplaced && { workloads: null, workloads_at: null }),
    ...plan.values,
    ...{ source: state.key.source, revision },
    ...(hasRemoved && { removed_revision: revision }),
  };
  const next = { ...row, ...values };
  const isSame = Object.entries(values).every(
    ([key, value]) => row[key as keyof typeof row] === value,
  );
  if (isSame && usage.size === 0) return;
  const { name: cluster, provider: providerName } = state.key;
  await knex.transaction(async trx => {
    const target = { cluster: row.id, revision, at };
    await guard(trx);
    if (isReplaced) await clearCluster(trx, row.id);
    await writeDifference(trx, {
      ...target,
      table: NODES,
      difference: plan.nodes,
    });
    await writeDifference(trx, {
      ...target,
      table: STORAGES,
      difference: plan.storages,
      toColumns: toStorageColumns,
    });
    await writeWorkloads(trx, {
      ...{ ...target, isMachine },
      difference: plan.workloads,
    });
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
  for (const id of plan.workloads.removed) state.usage.delete(id);
  for (const [id, used] of usage) state.usage.set(id, used);
  state.stored(next);
}

/** Writes what was read of a cluster as the difference to what is stored. */
export async function writeCluster(
  knex: Knex,
  options: WriteOptions &
    PlanOptions & {
      items?: readonly Workload[];
      /** Whether the use of the workloads is due; it is written less often. */
      withUsage: boolean;
    },
): Promise<void> {
  const { isMachine, items, snapshot, state, withUsage } = options;
  if (state.needsLoad) await state.load(knex);
  // What another configuration read stays until the present one has read something.
  if (!state.isCurrent && !snapshot.topology.data) return;
  const isReplaced = !state.isSame(snapshot);
  if (isReplaced) state.forget();
  else if (items) await state.loadWorkloads(knex, isMachine);
  const plan = await planWrite(knex, state, options);
  const usage =
    withUsage && items ? await findMoved(state.usage, items) : undefined;
  await writePlan(knex, { ...options, plan, usage, isReplaced });
  state.snapshot = { ...snapshot };
}
