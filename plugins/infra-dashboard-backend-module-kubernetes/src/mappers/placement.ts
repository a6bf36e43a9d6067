import type { NodePlacement } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesNode } from '../schemas';
import type { Amounts } from './amounts';
import { parseQuantity, toBytes, toNumber } from './quantity';

/** The part of a placement that the node itself has. */
type Offer = Omit<NodePlacement, 'allocated'>;

/** Effects of taints that keep pods away; PreferNoSchedule does not. */
const BLOCKING = new Set(['NoSchedule', 'NoExecute']);

/** Taints with NoExecute that each pod tolerates for five minutes, where nothing else is set. */
const TOLERATED = new Set([
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
]);

const MAX_REASONS = 10;

/** Why the scheduler places no pod here that tolerates nothing. */
function blockedBy({ spec, status }: KubernetesNode): string[] {
  const taints = (spec?.taints ?? [])
    .filter(
      ({ effect = '', key }) =>
        BLOCKING.has(effect) &&
        !(effect === 'NoExecute' && TOLERATED.has(key ?? '')),
    )
    .map(({ effect, key }) => cleanText(`${key}:${effect}`, 200) ?? 'taint');
  const ready = status?.conditions.findLast(({ type }) => type === 'Ready');
  return [
    // The taint that says the same follows within seconds.
    ...(ready?.status === 'True' ? [] : ['NotReady']),
    ...(spec?.unschedulable ? ['SchedulingDisabled'] : []),
    ...taints,
  ].slice(0, MAX_REASONS);
}

/**
 * What the scheduler checks by the fields of a node: see "Scheduling" in
 * docs/platform-behavior/kubernetes.md. Undefined where the kubelet has not reported it.
 */
export function offerOf(node: KubernetesNode): Offer | undefined {
  const { allocatable, capacity } = node.status ?? {};
  if (!allocatable || Object.keys(allocatable).length === 0) return undefined;
  const of = (values: Record<string, unknown> | undefined) => ({
    cpu: toNumber(parseQuantity(values?.cpu)),
    memory: toBytes(parseQuantity(values?.memory)),
    slots: toNumber(parseQuantity(values?.pods)),
  });
  const { cpu, memory, slots } = of(allocatable);
  const reasons = blockedBy(node);
  const { slots: _, ...physical } = of(capacity);
  return {
    isOpen: reasons.length === 0,
    ...(reasons.length > 0 && { blockedBy: reasons }),
    // What a node does not offer is 0 for the scheduler.
    allocatable: { cpu: cpu ?? 0, memory: memory ?? 0, slots: slots ?? 0 },
    physical,
  };
}

/** @param requested - by the pods on the node that have not ended */
export function placementOf(
  offer: Offer,
  requested: Amounts,
  pods: number,
): NodePlacement {
  return {
    ...offer,
    allocated: {
      cpu: toNumber(requested.cpu),
      memory: toBytes(requested.memory),
      slots: pods,
    },
  };
}
