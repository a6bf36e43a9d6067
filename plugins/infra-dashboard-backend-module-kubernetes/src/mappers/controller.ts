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
import type { KubernetesController, KubernetesMetadata } from '../schemas';
import type { MapOptions } from './MapOptions';
import { controllerOf, identify, imagesOf, ownershipOf } from './metadata';

/** State of a controller in one word, and why. */
export interface ControllerStatus {
  status:
    | 'Available'
    | 'NoNodes'
    | 'Progressing'
    | 'Degraded'
    | 'Unavailable'
    | 'Paused'
    | 'ScaledToZero'
    | 'Terminating';
  health: Health;
  reason?: MessageText;
}

/** How many replicas are wanted, exist, have the latest template, are ready and stay so. */
export interface ReplicaCounts {
  desired: number;
  replicas: number;
  updated: number;
  ready: number;
  available: number;
}

export function replicasOf({
  spec,
  status,
}: KubernetesController): ReplicaCounts {
  return {
    desired: spec?.replicas ?? 1,
    replicas: status?.replicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    ready: status?.readyReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
  };
}

/** Few controllers have a condition that ends a start; a longer one has failed. */
const STARTING_MS = 10 * 60_000;

/** Whether a controller is so new that its pods may still be starting. */
export function isStarting(
  { metadata }: Pick<KubernetesController, 'metadata'>,
  now: number,
): boolean {
  const createdAt = Date.parse(metadata.creationTimestamp ?? '');
  return now - createdAt < STARTING_MS;
}

/** What is judged before any count; undefined where the counts decide. */
export function earlyStatus(
  metadata: KubernetesMetadata,
  observedGeneration: number,
): ControllerStatus | undefined {
  if (metadata.deletionTimestamp) {
    return { status: 'Terminating', health: 'transitional' };
  }
  return observedGeneration < (metadata.generation ?? 0)
    ? {
        status: 'Progressing',
        health: 'transitional',
        reason: message('change-not-observed'),
      }
    : undefined;
}

/** Pods are being made or replaced. */
export function progressing({
  desired,
  replicas,
  updated,
}: ReplicaCounts): ControllerStatus {
  return {
    status: 'Progressing',
    health: 'transitional',
    reason: message('rollout-progress', { updated, desired, replicas }),
  };
}

/**
 * Fewer replicas than wanted are ready.
 *
 * @param upstream - why, where Kubernetes reports it
 */
export function lacking(
  { desired, ready }: ReplicaCounts,
  upstream?: string,
): ControllerStatus {
  const reason = upstream ?? message('replicas-not-ready', { ready, desired });
  return ready > 0
    ? { status: 'Degraded', health: 'degraded', reason }
    : { status: 'Unavailable', health: 'failed', reason };
}

/** Judges a controller by how many of its replicas are ready. */
export function byReadiness(
  counts: ReplicaCounts,
  isChanging: boolean,
): ControllerStatus {
  if (isChanging) return progressing(counts);
  return counts.ready < counts.desired
    ? lacking(counts)
    : { status: 'Available', health: 'healthy' };
}

/**
 * What all controllers have in common. CPU and memory stay empty: the pods are workloads of
 * their own, and would count twice.
 *
 * @param details - metadata of this kind
 */
export function mapController(
  controller: KubernetesController,
  judged: Pick<Workload, 'health'> & { status: string; reason?: MessageText },
  options: MapOptions & {
    type: string;
    /** Absent for what has no replicas. */
    counts?: Partial<ReplicaCounts>;
    details?: Record<string, string | undefined>;
  },
): Workload {
  const { metadata, spec } = controller;
  const { desired, ready, updated, available } = options.counts ?? {};
  return {
    ...identify(metadata, options),
    namespace: cleanText(metadata.namespace),
    type: options.type,
    status: judged.status,
    health: judged.health,
    ...toReason(judged.reason),
    cpu: {},
    memory: {},
    ...(ready !== undefined &&
      desired !== undefined && { ready: { ready, desired } }),
    images: imagesOf(spec?.template?.spec?.containers),
    owner: controllerOf(metadata),
    createdAt: cleanTime(metadata.creationTimestamp),
    metadata: compact({
      ...options.details,
      updated,
      available,
      ...ownershipOf(metadata.annotations),
    }),
  };
}
