import {
  countBy,
  type NodeStatus,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { NodeImpact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';

/** The impact of a node on which no other cluster depends. */
export function fakeImpact(options: {
  node: NodeStatus;
  workloads: Workload[];
}): NodeImpact {
  const { node, workloads } = options;
  const isOnNode = (one: Workload) =>
    one.cluster === node.cluster && one.node === node.name;
  const affected = workloads.filter(isOnNode);
  const refs = [...new Set(affected.flatMap(one => one.entityRefs ?? []))];
  const bounded = <T>(items: T[]) => ({ total: items.length, items });
  return {
    node,
    nodes: bounded([]),
    workloads: bounded(affected),
    workloadsByHealth: { ...countBy(affected, ({ health }) => health) },
    workloadsByProvider: {
      total: affected.length,
      [node.provider]: affected.length,
    },
    deployments: bounded([]),
    entities: bounded(
      refs.map(entityRef => {
        const all = workloads.filter(one =>
          one.entityRefs?.includes(entityRef),
        );
        const count = all.filter(isOnNode).length;
        return { entityRef, affected: count, elsewhere: all.length - count };
      }),
    ),
    owners: bounded([]),
    unassigned: affected.filter(one => !one.entityRefs).length,
  };
}
