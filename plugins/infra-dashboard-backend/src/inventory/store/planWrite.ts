import type {
  NodeStatus,
  StorageStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { completenessOf } from '../../collector/completenessOf';
import type { ClusterSnapshot } from '../../collector/types';
import {
  storeTopology,
  storeWorkloadsPart,
  toJson,
  type ClusterValues,
} from './clusterRows';
import type { ClusterState } from './ClusterState';
import { compareClusters } from './differences/compareClusters';
import {
  findNodeChanges,
  findStorageChanges,
  findWorkloadChanges,
} from './differences/findChanges';
import type { FoundChange } from './differences/types';
import { emptyDifference, type Difference, type Ledger } from './Ledger';

/** All that one write changes. */
export interface WritePlan {
  nodes: Difference<NodeStatus>;
  storages: Difference<StorageStatus>;
  workloads: Difference<Workload>;
  values: ClusterValues;
  changes: Array<FoundChange & { at: number }>;
}

/** Before the catalog was read, workloads have the owners that they had. */
async function withStoredOwners(
  items: Workload[],
  ledger: Ledger<Workload>,
): Promise<Workload[]> {
  const owned: Workload[] = [];
  await forEachSliced(items, item => {
    const before = ledger.get(item.id)?.item;
    const { entityRefs, ownerRef, ownerSource } = before ?? item;
    owned.push({ ...item, entityRefs, ownerRef, ownerSource });
  });
  return owned;
}

/**
 * Compares a snapshot with what is stored. Nothing is a change where nothing was stored before.
 *
 * @param options - `areOwnersKnown`: whether the catalog was read; `areOwnersSettled`: whether it
 *   is complete; `now`: what changed without a reading changed then
 */
export async function planWrite(
  state: ClusterState,
  snapshot: ClusterSnapshot,
  options: { areOwnersKnown: boolean; areOwnersSettled: boolean; now: number },
): Promise<WritePlan> {
  const { topology, workloads } = snapshot;
  const { snapshot: stored } = state;
  const complete = completenessOf(snapshot);
  const { now } = options;
  const plan: WritePlan = {
    nodes: emptyDifference(),
    storages: emptyDifference(),
    workloads: emptyDifference(),
    values: {
      topology_error: toJson(topology.error),
      workloads_error: toJson(workloads.error),
      since: snapshot.since === undefined ? null : Date.parse(snapshot.since),
    },
    changes: [],
  };
  const add = (changes: FoundChange[], at: number) => {
    for (const change of changes) {
      const isOwner = change.kind === 'owner';
      if (isOwner && !options.areOwnersSettled) continue;
      plan.changes.push({ ...change, at: isOwner ? now : at });
    }
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
    if (stored?.topology.data) add(findNodeChanges(plan.nodes), topologyAt);
    const { storages } = topology.data;
    if (storages) {
      plan.storages = await state.storages.compare(storages, {
        complete: !topology.error && topology.data.complete?.storages === true,
        at: topologyAt,
      });
      // Before they were read for the first time, none of them is new.
      if (stored?.topology.data?.storages) {
        add(findStorageChanges(plan.storages), topologyAt);
      }
    }
  }
  if (workloads.data && workloads.data !== stored?.workloads.data) {
    const at = Math.round(workloads.observedAt ?? now);
    const items = options.areOwnersKnown
      ? workloads.data.items
      : await withStoredOwners(workloads.data.items, state.workloads);
    plan.values = {
      ...plan.values,
      ...storeWorkloadsPart(workloads.data),
      workloads_at: at,
    };
    plan.workloads = await state.workloads.compare(items, {
      complete: complete.workloads,
      at,
    });
    if (stored?.workloads.data) {
      add(await findWorkloadChanges(plan.workloads), at);
    }
  }
  return plan;
}
