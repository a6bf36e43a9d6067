import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  toReason,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { entitiesBehind, ownersBehind } from './behind';
import { ofCluster } from './ofCluster';
import type { ClusterFacts, FoundProblem } from './types';

/** A node with less than the rest of this share left has no room for a surprise. */
const FULL_PERCENT = 95;

/** Whether a node does not work, or its platform does not hear from it. */
export function isDown({ health, status }: NodeStatus): boolean {
  if (health === 'failed') return true;
  return health === 'unknown' && status !== 'online' && status !== 'ready';
}

function reasonOf(node: NodeStatus) {
  const { conditions = [], reasonCode, reasonParams, statusReason } = node;
  if (statusReason) return { statusReason, reasonCode, reasonParams };
  const bad =
    conditions.find(({ severity }) => severity === 'error') ??
    conditions.find(({ severity }) => severity === 'warning');
  if (!bad) return {};
  const { message, messageCode, params, type } = bad;
  return {
    statusReason: message ?? type,
    reasonCode: messageCode,
    reasonParams: params,
  };
}

/** What of a node is full, if something is. */
function fullnessOf({ memory, storage }: NodeStatus) {
  const memoryShare = memory.percentage ?? 0;
  const storageShare = storage?.percentage ?? 0;
  if (Math.max(memoryShare, storageShare) < FULL_PERCENT) return undefined;
  const isMemory = memoryShare >= storageShare;
  const percentage = Math.floor(isMemory ? memoryShare : storageShare);
  return coreMessage(isMemory ? 'node-memory-full' : 'node-storage-full', {
    percentage,
  });
}

function ofNode(
  node: NodeStatus,
  facts: ClusterFacts,
  behind: readonly Workload[],
): FoundProblem | undefined {
  const { health, name, since } = node;
  const common = { ...ofCluster(facts, 'node', name), node: name, since };
  const status = node.rawStatus ?? node.status;
  if (isDown(node)) {
    return {
      ...{ ...common, status, ...reasonOf(node) },
      ...{ kind: 'node-down', severity: 'critical' },
      ...{ affected: behind, affectedTotal: behind.length },
      ownerRefs: [...new Set([...common.ownerRefs, ...ownersBehind(behind)])],
      entityRefs: entitiesBehind(behind),
    };
  }
  if (health === 'degraded') {
    return {
      ...{ ...common, status, ...reasonOf(node) },
      ...{ kind: 'node-degraded', severity: 'warning' },
    };
  }
  const full = fullnessOf(node);
  return (
    full && {
      ...common,
      ...ofCluster(facts, 'full', name),
      ...{ kind: 'node-full', severity: 'warning', since: undefined },
      ...toReason(full),
    }
  );
}

/**
 * What is wrong with the nodes of a cluster.
 *
 * @param behind - workloads of the nodes that are down, by the name of the node
 */
export function findNodeProblems(
  facts: ClusterFacts,
  behind: ReadonlyMap<string, readonly Workload[]>,
): FoundProblem[] {
  return facts.nodes
    .map(node => ofNode(node, facts, behind.get(node.name) ?? []))
    .filter(one => one !== undefined);
}
