import {
  countBy,
  withPercentage,
  type NodeStatus,
  type Usage,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { addAmounts, type Amounts } from './amounts';
import { METRICS_SOURCE } from './metrics';
import { isComplete, itemsOf, type ClusterParts } from './ClusterParts';
import { placementOf } from './placement';
import { toBytes, toNumber } from './quantity';

interface Requested extends Amounts {
  pods: number;
}

/** Requests and number of the pods of each node that have not ended. */
async function requestsByNode(
  parts: ClusterParts,
): Promise<Map<string, Requested>> {
  const sums = new Map<string, Requested>();
  await forEachSliced(itemsOf(parts.pods), ({ workload, requests, active }) => {
    const { node } = workload;
    if (!node || !active) return;
    const { pods, ...sum } = sums.get(node) ?? { pods: 0 };
    sums.set(node, { ...addAmounts(sum, requests), pods: pods + 1 });
  });
  return sums;
}

function toUsage(
  known: Usage,
  requested: number | undefined,
  used: number | undefined,
): Usage {
  return withPercentage({
    ...known,
    ...(requested !== undefined && { requested }),
    ...(used !== undefined && { used, source: METRICS_SOURCE }),
  });
}

/**
 * Nodes with what their pods request and their measured usage. The metrics are
 * joined from the left: they may name nodes that are gone and miss those that are new.
 */
export async function mapNodes(
  parts: ClusterParts,
  allWorkloads: Workload[],
): Promise<NodeStatus[]> {
  // The pods of one namespace are not all that run on a node.
  const complete = isComplete(parts.pods) && !parts.namespace;
  const requests = await requestsByNode(parts);
  const metrics = new Map(
    itemsOf(parts.nodeMetrics).map(({ key, used }) => [key, used]),
  );
  const workloads = new Map<string, Workload[]>();
  for (const workload of allWorkloads) {
    if (!workload.node) continue;
    const ofNode = workloads.get(workload.node);
    if (ofNode) ofNode.push(workload);
    else workloads.set(workload.node, [workload]);
  }
  return itemsOf(parts.nodes).map(({ placement, ...node }) => {
    const used = metrics.get(node.name);
    const { pods = 0, ...requested }: Partial<Requested> = complete
      ? { cpu: 0n, memory: 0n, ...requests.get(node.name) }
      : {};
    return {
      ...node,
      ...(placement &&
        complete && { placement: placementOf(placement, requested, pods) }),
      cpu: toUsage(node.cpu, toNumber(requested.cpu), toNumber(used?.cpu)),
      memory: toUsage(
        node.memory,
        toBytes(requested.memory),
        toBytes(used?.memory),
      ),
      ...(parts.pods.ok && {
        workloads: countBy(workloads.get(node.name) ?? [], w => w.health),
      }),
    };
  });
}
