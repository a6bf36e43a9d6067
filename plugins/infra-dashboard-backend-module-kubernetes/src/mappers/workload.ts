import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  forEachSliced,
  toReason,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { Amounts } from './amounts';
import { METRICS_SOURCE, podKey } from './metrics';
import { isComplete, itemsOf, type ClusterParts } from './parts';
import type { PodItem } from './pod';
import { toBytes, toNumber } from './quantity';

/** What the other lists know about pods; a list that is not complete proves nothing. */
interface Evidence {
  nodes?: Map<string, NodeStatus>;
  /** Keys of the Deployments. */
  deployments?: Set<string>;
  metrics: Map<string, Amounts>;
}

function gatherEvidence(parts: ClusterParts): Evidence {
  const { controllers, nodes } = parts;
  const deployments = controllers.find(
    ({ kind }) => kind.descriptor.type === 'deployment',
  )?.list;
  return {
    nodes: isComplete(nodes)
      ? new Map(itemsOf(nodes).map(node => [node.name, node]))
      : undefined,
    deployments:
      deployments && isComplete(deployments)
        ? new Set(itemsOf(deployments).map(podKey))
        : undefined,
    metrics: new Map(
      itemsOf(parts.podMetrics).map(({ key, used }) => [key, used]),
    ),
  };
}

/** Why the health of a pod is unknown: its node, or nothing, reports it. */
function findLoss({ workload, active }: PodItem, { nodes }: Evidence) {
  if (!nodes || !workload.node || !active) return undefined;
  const node = nodes.get(workload.node);
  if (!node) return message('pod-node-gone', { node: workload.node });
  return node.status === 'unknown'
    ? message('pod-node-silent', { node: workload.node })
    : undefined;
}

function usageOf(workload: Workload, used: Amounts | undefined) {
  const cpu = toNumber(used?.cpu);
  const memory = toBytes(used?.memory);
  if (cpu === undefined && memory === undefined) return undefined;
  return {
    cpu: { ...workload.cpu, ...(cpu !== undefined && { usage: cpu }) },
    memory: {
      ...workload.memory,
      ...(memory !== undefined && { used: memory }),
    },
    metadata: { ...workload.metadata, usageSource: METRICS_SOURCE },
  };
}

/**
 * A ReplicaSet whose derived Deployment is not in a complete list was orphaned by it, or
 * belongs to something else: then the ReplicaSet is all that is known.
 */
function provenOwnerOf(workload: Workload, { deployments }: Evidence) {
  const { owner, metadata, namespace } = workload;
  const replicaSet = metadata?.replicaSet;
  if (
    !deployments ||
    !replicaSet ||
    owner?.kind !== 'Deployment' ||
    deployments.has(podKey({ namespace, name: owner.name }))
  ) {
    return owner;
  }
  return { kind: 'ReplicaSet', name: replicaSet };
}

/**
 * A pod with its usage and its proven owner. A pod whose node does not respond keeps the
 * status that Kubernetes prints, which is the last one known, but not the health.
 */
function mapWorkload(pod: PodItem, evidence: Evidence): Workload {
  const { active, workload } = pod;
  const used = active ? evidence.metrics.get(podKey(workload)) : undefined;
  const loss = findLoss(pod, evidence);
  return {
    ...workload,
    ...usageOf(workload, used),
    owner: provenOwnerOf(workload, evidence),
    ...(loss && {
      health: 'unknown',
      // Replaces an earlier reason as a whole.
      ...{ reasonCode: undefined, reasonParams: undefined },
      ...toReason(loss),
    }),
  };
}

/** Pods, then their controllers. */
export async function mapWorkloads(parts: ClusterParts): Promise<Workload[]> {
  const evidence = gatherEvidence(parts);
  const workloads: Workload[] = [];
  await forEachSliced(itemsOf(parts.pods), pod =>
    workloads.push(mapWorkload(pod, evidence)),
  );
  return workloads.concat(
    parts.controllers.flatMap(({ list }) => itemsOf(list)),
  );
}
