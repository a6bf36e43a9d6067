import {
  countBy,
  withPercentage,
  type NodeStatus,
  type Usage,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterParts } from '../read/ClusterReader';
import { METRICS_SOURCE } from './index';
import { toBytes, toNumber } from './quantity';
import { addAmounts, type Amounts } from './amounts';
import { isComplete, itemsOf } from './parts';

/** Requests of the pods of each node that still take something from it. */
async function requestsByNode(
  parts: ClusterParts,
): Promise<Map<string, Amounts>> {
  const sums = new Map<string, Amounts>();
  await forEachSliced(itemsOf(parts.pods), ({ workload, requests, active }) => {
    const { node } = workload;
    if (!node || !active) return;
    sums.set(node, addAmounts(sums.get(node) ?? {}, requests));
  });
  return sums;
}

function usage(
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
 * Nodes with what their pods request and what the metrics say is used. The metrics are
 * joined from the left: they may name nodes that are gone and miss those that are new.
 */
export async function joinNodes(
  parts: ClusterParts,
  options: { workloads: Workload[]; namespace?: string },
): Promise<NodeStatus[]> {
  // The pods of one namespace say nothing about a node as a whole.
  const complete = isComplete(parts.pods) && !options.namespace;
  const requests = await requestsByNode(parts);
  const metrics = new Map(
    itemsOf(parts.nodeMetrics).map(({ key, used }) => [key, used]),
  );
  const workloads = new Map<string, Workload[]>();
  for (const workload of options.workloads) {
    if (!workload.node) continue;
    const ofNode = workloads.get(workload.node);
    if (ofNode) ofNode.push(workload);
    else workloads.set(workload.node, [workload]);
  }
  return itemsOf(parts.nodes).map(node => {
    const used = metrics.get(node.name);
    const requested: Amounts = complete
      ? { cpu: 0n, memory: 0n, ...requests.get(node.name) }
      : {};
    return {
      ...node,
      cpu: usage(node.cpu, toNumber(requested.cpu), toNumber(used?.cpu)),
      memory: usage(
        node.memory,
        toBytes(requested.memory),
        toBytes(used?.memory),
      ),
      ...(parts.pods.state === 'read' && {
        workloads: countBy(workloads.get(node.name) ?? [], w => w.health),
      }),
    };
  });
}
