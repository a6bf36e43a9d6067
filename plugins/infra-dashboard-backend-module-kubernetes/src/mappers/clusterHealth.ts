import {
  reasonOf,
  toReason,
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
export function clusterHealth(nodes: NodeStatus[], isHidden: boolean) {
  if (nodes.length === 0) {
    const reason = message(isHidden ? 'nodes-hidden' : 'no-nodes');
    return { health: 'unknown' as const, ...toReason(reason) };
  }
  const unhealthy = nodes.filter(({ health }) => UNHEALTHY.has(health));
  if (unhealthy.length === 0) return { health: 'healthy' as const };
  const isDown = nodes.every(({ status }) => status !== 'ready');
  const more = unhealthy.length - MAX_NAMED;
  const params = {
    unhealthy: unhealthy.length,
    total: nodes.length,
    nodes: unhealthy.slice(0, MAX_NAMED).map(describeNode),
  };
  return {
    health: isDown ? ('failed' as const) : ('degraded' as const),
    ...toReason(
      more > 0
        ? message('nodes-unhealthy-more', { ...params, more })
        : message('nodes-unhealthy', params),
    ),
  };
}
