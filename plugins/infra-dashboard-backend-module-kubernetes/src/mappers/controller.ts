import type {
  Health,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  cleanTime,
  compact,
  toReason,
  type MessageText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { KubernetesController } from '../schemas';
import type { MapOptions } from './MapOptions';
import { controllerOf, identify, imagesOf, ownershipOf } from './metadata';

/** State of a controller in one word, and why. */
export interface ControllerStatus {
  status:
    | 'Available'
    | 'Progressing'
    | 'Degraded'
    | 'Unavailable'
    | 'Paused'
    | 'ScaledToZero'
    | 'Terminating';
  health: Health;
  reason?: MessageText;
}

/** How many replicas are wanted, exist and are ready. */
export function replicasOf({ spec, status }: KubernetesController) {
  return {
    desired: spec?.replicas ?? 1,
    replicas: status?.replicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    ready: status?.readyReplicas ?? 0,
  };
}

/**
 * Fewer replicas than wanted are ready.
 *
 * @param upstream - why, where Kubernetes tells
 */
export function lacking(
  { desired, ready }: ReturnType<typeof replicasOf>,
  upstream?: string,
): ControllerStatus {
  const reason = upstream ?? message('replicas-not-ready', { ready, desired });
  return ready > 0
    ? { status: 'Degraded', health: 'degraded', reason }
    : { status: 'Unavailable', health: 'failed', reason };
}

/**
 * What all controllers have in common. CPU and memory stay empty: the pods are workloads of
 * their own, and would count twice.
 *
 * @param details - metadata of this kind
 */
export function mapController(
  controller: KubernetesController,
  judged: ControllerStatus,
  options: MapOptions & {
    type: string;
    details?: Record<string, string | undefined>;
  },
): Workload {
  const { metadata, spec, status } = controller;
  const { desired, ready, updated } = replicasOf(controller);
  return {
    ...identify(metadata, options),
    namespace: cleanText(metadata.namespace),
    type: options.type,
    status: judged.status,
    health: judged.health,
    ...toReason(judged.reason),
    cpu: {},
    memory: {},
    ready: { ready, desired },
    images: imagesOf(spec?.template?.spec?.containers),
    owner: controllerOf(metadata),
    createdAt: cleanTime(metadata.creationTimestamp),
    metadata: compact({
      ...options.details,
      updated,
      available: status?.availableReplicas ?? 0,
      ...ownershipOf(metadata.annotations),
    }),
  };
}
