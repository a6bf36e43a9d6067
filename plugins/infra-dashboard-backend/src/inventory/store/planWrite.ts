import type {
  NodeStatus,
  StorageStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { completenessOf } from '../../collector/completenessOf';
import { stampSince } from '../../collector/stampSince';
import type { ClusterSnapshot } from '../../collector/types';
import type { Knex } from '../../database';
import {
  storeTopology,
  storeWorkloadsPart,
  toJson,
  type ClusterValues,
} from './clusterRows';
import type { ClusterState } from './ClusterState';
import { compareClusters } from './differences/compareClusters';
import { compareNodes } from './differences/compareNodes';
import { compareStorages } from './differences/compareStorages';
import { findChanges, findWorkloadChanges } from './differences/findChanges';
import type { FoundChange } from './differences/types';
import { emptyDifference, type Difference } from './Ledger';
import { noWorkloads, type WorkloadDifference } from './WorkloadLedger';
import { readStored } from './workloadRows';

/** All that one write changes. */
export interface WritePlan {
  nodes: Difference<NodeStatus>;
  storages: Difference<StorageStatus>;
  workloads: WorkloadDifference;
  values: ClusterValues;
  changes: Array<FoundChange & { at: number }>;
}

/** What is written, and how it is compared. */
export interface PlanOptions {
  snapshot: ClusterSnapshot;
  /** Absent: they were not read. */
  items?: readonly Workload[];
  /** Finds entities and owner of a workload; absent: the catalog was not read yet. */
  own?: (workload: Workload) => Workload;
  /** Whether another owner is a change: a catalog that is filling is not complete. */
  areOwnersSettled: boolean;
  /** What changed without a reading changed then; milliseconds since the epoch. */
  now: number;
}

/** The changes to write to the log, with their times. */
function timed(
  changes: FoundChange[],
  options: Pick<PlanOptions, 'areOwnersSettled' | 'now'> & { at: number },
): WritePlan['changes'] {
  return changes.flatMap(change => {
    const isOwner = change.kind === 'owner';
    if (isOwner && !options.areOwnersSettled) return [];
    return [{ ...change, at: isOwner ? options.now : options.at }];
  });
}

/** Compares the workloads that were read with those that are stored. */
async function planWorkloads(
  knex: Knex,
  state: ClusterState,
  options: PlanOptions & { items: readonly Workload[]; at: number },
): Promise<Pick<WritePlan, 'workloads' | 'changes'>> {
  const { at, items, own, snapshot } = options;
  const workloads = await state.workloads.compare(items, {
    ...{ at, own },
    complete: completenessOf(snapshot).workloads,
  });
  const stored = await readStored(knex, state.row!.id, [
    ...workloads.upserts.flatMap(({ before, item }) =>
      before ? [item.id] : [],
    ),
    ...workloads.removed,
  ]);
  const last = state.snapshot;
  await stampSince(
    workloads.upserts.map(({ item }) => item),
    {
      ...{ before: last?.workloads.data && stored, at },
      wasComplete: last !== undefined && completenessOf(last).workloads,
    },
  );
  const changes = last?.workloads.data
    ? await findWorkloadChanges(workloads, stored)
    : [];
  return { workloads, changes: timed(changes, options) };
}

/**
 * Compares what was read with what is stored. Nothing is a change where nothing was stored
 * before.
 */
export async function planWrite(
  knex: Knex,
  state: ClusterState,
  options: PlanOptions,
): Promise<WritePlan> {
  const { items, now, snapshot } = options;
  const { topology, workloads } = snapshot;
  const { snapshot: stored } = state;
  const complete = completenessOf(snapshot);
  const plan: WritePlan = {
    nodes: emptyDifference(),
    storages: emptyDifference(),
    workloads: noWorkloads(),
    values: {
      topology_error: toJson(topology.error),
      workloads_error: toJson(workloads.error),
      since: snapshot.since === undefined ? null : Date.parse(snapshot.since),
    },
    changes: [],
  };
  const add = (changes: FoundChange[], at: number) => {
    plan.changes.push(...timed(changes, { ...options, at }));
  };
  const topologyAt = Math.round(topology.observedAt ?? now);
  if (stored) {
    add(
      compareClusters(
        { topology: stored.topology.data, error: stored.topology.error },
        { topology: topology.data, error: topology.error },
      ),
      topology.error ? now : topologyAt,
    );
  }
  if (topology.data && topology.data !== stored?.topology.data) {
    plan.values = {
      ...plan.values,
      ...storeTopology(topology.data),
      topology_at: topologyAt,
    };
    plan.nodes = await state.nodes.compare(topology.data.nodes, {
      complete: complete.nodes,
      at: topologyAt,
    });
    if (stored?.topology.data)
      add(findChanges(plan.nodes, compareNodes), topologyAt);
    const { storages } = topology.data;
    if (storages) {
      plan.storages = await state.storages.compare(storages, {
        complete: !topology.error && topology.data.complete?.storages === true,
        at: topologyAt,
      });
      // Before they were read for the first time, none of them is new.
      if (stored?.topology.data?.storages) {
        add(findChanges(plan.storages, compareStorages), topologyAt);
      }
    }
  }
  if (workloads.data && items) {
    const at = Math.round(workloads.observedAt ?? now);
    plan.values = {
      ...plan.values,
      ...storeWorkloadsPart(workloads.data),
      workloads_at: at,
    };
    const found = await planWorkloads(knex, state, { ...options, items, at });
    plan.workloads = found.workloads;
    for (const change of found.changes) plan.changes.push(change);
  }
  return plan;
}
