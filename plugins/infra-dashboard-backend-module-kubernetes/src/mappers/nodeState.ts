import type {
  Condition,
  NodeState,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { message } from '../messages';
import type { KubernetesCondition, KubernetesNode } from '../schemas';
import {
  judgement,
  type Judgement,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { mapCondition } from './condition';

/** What `kubectl get nodes` prints of a node, its health, and why. */
export interface NodeJudgement extends Judgement {
  status: NodeState;
  /** The STATUS cell, such as `Ready,SchedulingDisabled`. */
  rawStatus: string;
  conditions?: Condition[];
}

/** Conditions that are bad while they are true; the rest of their kind by name. */
const BAD_WHEN_TRUE =
  /(Pressure|Unavailable|Problem|Deadlock|Unhealthy|Restart|ReadonlyFilesystem|Shutdown)$|Corrupt/;

/** Conditions that are good while they are true, as the agents of cloud nodes report them. */
const GOOD_WHEN_TRUE = /(Ready|Healthy)$/;

/** Conditions that are a state and no finding, true or not. */
const STATE = /Voter$/;

function severityOf(type: string, status: KubernetesCondition['status']) {
  if (type === 'Ready') return status === 'True' ? 'ok' : 'error';
  if (BAD_WHEN_TRUE.test(type)) {
    if (status === 'True') {
      return type === 'NetworkUnavailable' ? 'error' : 'warning';
    }
    // Unknown: its reporter is silent, which is not a finding of its own.
    return status === 'False' ? 'ok' : 'info';
  }
  if (GOOD_WHEN_TRUE.test(type)) return status === 'False' ? 'warning' : 'ok';
  // Agents report what they find as a condition that is true, under names of their own.
  return status === 'True' && !STATE.test(type) ? 'warning' : 'info';
}

function judge(
  node: KubernetesNode,
  conditions: Condition[],
): Judgement & Pick<NodeJudgement, 'status'> {
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (!ready) {
    return {
      status: 'unknown',
      ...judgement('unknown', message('node-never-reported')),
    };
  }
  if (ready.status === 'unknown') {
    return {
      status: 'unknown',
      ...judgement('unknown', ready.message ?? message('kubelet-silent')),
    };
  }
  if (ready.status === 'false') {
    return {
      status: 'not-ready',
      ...judgement('failed', ready.message ?? ready.reason),
    };
  }
  const findings = conditions.filter(
    ({ severity }) => severity === 'warning' || severity === 'error',
  );
  if (findings.length > 0) {
    return {
      status: 'ready',
      ...judgement('degraded', findings.map(({ type }) => type).join(', ')),
    };
  }
  if (node.metadata.deletionTimestamp) {
    return {
      status: 'ready',
      ...judgement('transitional', message('node-deleting')),
    };
  }
  if (node.spec?.unschedulable) {
    return {
      status: 'ready',
      ...judgement('stopped', message('node-cordoned')),
    };
  }
  return { status: 'ready', ...judgement('healthy') };
}

/**
 * Judges a node. `rawStatus` is the word of kubectl, which prints NotReady both for a node
 * that reports it and for one whose kubelet is gone; `status` distinguishes them.
 */
export function judgeNode(node: KubernetesNode): NodeJudgement {
  // The last condition of a type counts, as in kubectl.
  const byType = new Map(node.status?.conditions.map(c => [c.type, c]));
  const conditions = [...byType.values()].map(condition =>
    mapCondition(condition, severityOf),
  );
  const ready = byType.get('Ready');
  const words = [
    (!ready && 'Unknown') || (ready?.status === 'True' ? 'Ready' : 'NotReady'),
  ];
  if (node.spec?.unschedulable) words.push('SchedulingDisabled');
  return {
    ...judge(node, conditions),
    rawStatus: words.join(','),
    ...(conditions.length > 0 && { conditions }),
  };
}

/** The ROLES cell of kubectl, sorted; empty where a node has none. */
export function nodeRoles(node: KubernetesNode): string[] {
  const roles = new Set<string>();
  for (const [key, value] of Object.entries(node.metadata.labels ?? {})) {
    if (key.startsWith('node-role.kubernetes.io/')) {
      roles.add(key.slice('node-role.kubernetes.io/'.length));
    } else if (key === 'kubernetes.io/role' && typeof value === 'string') {
      roles.add(value);
    }
  }
  roles.delete('');
  return [...roles].sort();
}
