import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterParts } from '../read/ClusterReader';
import { METRICS_SOURCE, podKey, type PodItem } from './index';
import { toBytes, toNumber } from './quantity';
import type { Amounts } from './amounts';
import { isComplete, itemsOf } from './parts';

/** Why nobody can know how a pod is: its node, or nothing, reports it. */
function lostBecause(
  { workload, active }: PodItem,
  nodes: Map<string, NodeStatus> | undefined,
): string | undefined {
  if (!nodes || !workload.node || !active) return undefined;
  const node = nodes.get(workload.node);
  if (!node) return `Its node ${workload.node} is gone`;
  return node.status === 'unknown'
    ? `Its node ${workload.node} does not answer`
    : undefined;
}

function withUsage(workload: Workload, used: Amounts | undefined): Workload {
  const cpu = toNumber(used?.cpu);
  const memory = toBytes(used?.memory);
  if (cpu === undefined && memory === undefined) return workload;
  return {
    ...workload,
    cpu: { ...workload.cpu, ...(cpu !== undefined && { usage: cpu }) },
    memory: {
      ...workload.memory,
      ...(memory !== undefined && { used: memory }),
    },
    metadata: { ...workload.metadata, usageSource: METRICS_SOURCE },
  };
}

/**
 * A ReplicaSet whose derived Deployment is not in a complete list was left behind by it,
 * or belongs to something else: then the ReplicaSet is all that is known.
 */
function withProvenOwner(
  workload: Workload,
  deployments: Set<string> | undefined,
): Workload {
  const { owner, metadata, namespace } = workload;
  const replicaSet = metadata?.replicaSet;
  if (
    !deployments ||
    !replicaSet ||
    owner?.kind !== 'Deployment' ||
    deployments.has(podKey({ namespace, name: owner.name }))
  ) {
    return workload;
  }
  return { ...workload, owner: { kind: 'ReplicaSet', name: replicaSet } };
}

async function join(parts: ClusterParts): Promise<Workload[]> {
  const { nodes, deployments } = parts;
  const nodesByName = isComplete(nodes)
    ? new Map(itemsOf(nodes).map(node => [node.name, node]))
    : undefined;
  const deploymentKeys = isComplete(deployments)
    ? new Set(itemsOf(deployments).map(podKey))
    : undefined;
  const metrics = new Map(
    itemsOf(parts.podMetrics).map(({ key, used }) => [key, used]),
  );
  const workloads: Workload[] = [];
  await forEachSliced(itemsOf(parts.pods), pod => {
    const lost = lostBecause(pod, nodesByName);
    const workload = withProvenOwner(
      withUsage(
        pod.workload,
        pod.active ? metrics.get(podKey(pod.workload)) : undefined,
      ),
      deploymentKeys,
    );
    workloads.push(
      lost
        ? { ...workload, health: 'unknown' as const, statusReason: lost }
        : workload,
    );
  });
  return workloads.concat(itemsOf(deployments));
}

const joined = new WeakMap<ClusterParts, Promise<Workload[]>>();

/**
 * Pods with what the metrics say they use, then deployments. A pod whose node does not
 * answer keeps the status that Kubernetes prints, which is the last one known, but not the
 * health that goes with it.
 *
 * Joined once for all readings of the same parts, some at a time.
 */
export function joinWorkloads(parts: ClusterParts): Promise<Workload[]> {
  let workloads = joined.get(parts);
  if (!workloads) {
    workloads = join(parts);
    joined.set(parts, workloads);
  }
  return workloads;
}
