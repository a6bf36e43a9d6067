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

/** One problem for each thing of a node that is full: each has a cause of its own. */
function findFull(node: NodeStatus, facts: ClusterFacts): FoundProblem[] {
  const { memory, name, storage } = node;
  return (
    [
      ['node-memory-full', memory.percentage],
      ['node-storage-full', storage?.percentage],
    ] as const
  ).flatMap(([code, share = 0]) =>
    share < FULL_PERCENT
      ? []
      : {
          ...ofCluster(facts, code, name),
          ...({ kind: 'node-full', severity: 'warning', node: name } as const),
          ...toReason(coreMessage(code, { percentage: Math.floor(share) })),
        },
  );
}

function ofNode(
  node: NodeStatus,
  facts: ClusterFacts,
  behind: readonly Workload[],
): FoundProblem[] {
  const { health, name, since } = node;
  const common = { ...ofCluster(facts, 'node', name), node: name, since };
  const status = node.rawStatus ?? node.status;
  if (isDown(node)) {
    return [
      {
        ...{ ...common, status, ...reasonOf(node) },
        ...{ kind: 'node-down', severity: 'critical' },
        ...{ affected: behind, affectedTotal: behind.length },
        ownerRefs: [...new Set([...common.ownerRefs, ...ownersBehind(behind)])],
        entityRefs: entitiesBehind(behind),
      },
    ];
  }
  const full = findFull(node, facts);
  if (health !== 'degraded') return full;
  return [
    {
      ...{ ...common, status, ...reasonOf(node) },
      ...{ kind: 'node-degraded', severity: 'warning' },
    },
    ...full,
  ];
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
  return facts.nodes.flatMap(node =>
    ofNode(node, facts, behind.get(node.name) ?? []),
  );
}
