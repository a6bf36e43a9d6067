import {
  judgement,
  reasonOf,
  type Judgement,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type {
  Health,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { message } from '../messages';

/** How many nodes a sentence names. */
const MAX_NAMED = 3;

const UNHEALTHY = new Set<Health>(['degraded', 'failed', 'unknown']);

function describeNode(node: NodeStatus) {
  const { name } = node;
  const reason = reasonOf(node);
  return reason ? message('node-and-reason', { name, reason }) : name;
}

/** @param isHidden - whether the credentials may not read the nodes */
export function judgeCluster(
  nodes: NodeStatus[],
  isHidden: boolean,
): Judgement {
  if (nodes.length === 0) {
    return judgement(
      'unknown',
      message(isHidden ? 'nodes-hidden' : 'no-nodes'),
    );
  }
  const unhealthy = nodes.filter(({ health }) => UNHEALTHY.has(health));
  if (unhealthy.length === 0) return judgement('healthy');
  const isDown = nodes.every(({ status }) => status !== 'ready');
  const more = unhealthy.length - MAX_NAMED;
  const params = {
    unhealthy: unhealthy.length,
    total: nodes.length,
    nodes: unhealthy.slice(0, MAX_NAMED).map(describeNode),
  };
  return judgement(
    isDown ? 'failed' : 'degraded',
    more > 0
      ? message('nodes-unhealthy-more', { ...params, more })
      : message('nodes-unhealthy', params),
  );
}
