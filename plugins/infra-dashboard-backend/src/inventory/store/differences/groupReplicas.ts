import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { FoundChange } from './types';

export interface WorkloadChange {
  /** The workload as it is, or was before it went. */
  workload: Workload;
  change: FoundChange;
}

function controllerKey({ workload, change }: WorkloadChange) {
  const { namespace, owner, ownerRef } = workload;
  if (!owner) return undefined;
  const { kind, from, to, status } = change;
  return JSON.stringify([
    ...[namespace, owner, ownerRef, kind, from, to, status],
  ]);
}

/**
 * Makes one change of those that several replicas of a controller have in common, so that a
 * node with 60 replicas that goes down is not 60 rows.
 */
export async function groupReplicas(
  changes: WorkloadChange[],
): Promise<FoundChange[]> {
  const groups = new Map<string, WorkloadChange[]>();
  const single: FoundChange[] = [];
  await forEachSliced(changes, one => {
    const key = controllerKey(one);
    const group = key === undefined ? undefined : groups.get(key);
    if (group) group.push(one);
    else if (key !== undefined) groups.set(key, [one]);
    else single.push(one.change);
  });
  await forEachSliced(groups.values(), group => {
    const [{ change, workload }] = group;
    if (group.length === 1) {
      single.push(change);
      return;
    }
    const { namespace, owner, type } = workload;
    const { kind: controller, name } = owner!;
    const nodes = new Set(group.map(one => one.change.node));
    const labels = new Set(group.map(one => one.change.labels));
    const { node, ...rest } = change;
    single.push({
      ...rest,
      ...(nodes.size === 1 && node && { node }),
      // Those of one replica say nothing of another one.
      labels: labels.size === 1 ? change.labels : undefined,
      subject: `replicas:${JSON.stringify([namespace, controller, name])}`,
      workload: { name, controller, type, ...(namespace && { namespace }) },
      count: group.length,
    });
  });
  return single;
}
