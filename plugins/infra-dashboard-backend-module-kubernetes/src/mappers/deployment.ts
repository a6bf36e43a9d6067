import type {
  Health,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { KubernetesDeployment } from '../schemas';
import { imagesOf, ownershipOf, type MapOptions } from './pod';
import {
  cleanLabels,
  cleanText,
  cleanTime,
  compact,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** State of a deployment in one word, and why. */
export interface DeploymentStatus {
  status:
    | 'Available'
    | 'Progressing'
    | 'Degraded'
    | 'Unavailable'
    | 'Paused'
    | 'ScaledToZero'
    | 'Terminating';
  health: Health;
  message?: string;
}

/** Reasons of the condition Progressing that mean a rollout under way. */
const ROLLING = new Set([
  'NewReplicaSetCreated',
  'FoundNewReplicaSet',
  'ReplicaSetUpdated',
  'DeploymentResumed',
]);

/**
 * Judges a deployment by its conditions and counts. Kubernetes itself has no such word;
 * `kubectl rollout status` draws the same lines.
 */
export function deploymentStatus(
  deployment: KubernetesDeployment,
): DeploymentStatus {
  const { metadata, spec, status } = deployment;
  const desired = spec?.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  const replicas = status?.replicas ?? 0;
  const conditions = new Map(status?.conditions.map(c => [c.type, c]));
  const available = conditions.get('Available');
  const progressing = conditions.get('Progressing');
  const failure = conditions.get('ReplicaFailure');

  if (metadata.deletionTimestamp) {
    return { status: 'Terminating', health: 'transitional' };
  }
  if ((status?.observedGeneration ?? -1) < (metadata.generation ?? 0)) {
    return {
      status: 'Progressing',
      health: 'transitional',
      message: 'The last change is not picked up yet',
    };
  }
  if (desired === 0 && replicas === 0) {
    return { status: 'ScaledToZero', health: 'stopped' };
  }
  if (failure?.status === 'True') {
    return {
      status: ready > 0 ? 'Degraded' : 'Unavailable',
      health: ready > 0 ? 'degraded' : 'failed',
      message: failure.message,
    };
  }
  if (progressing?.status === 'False') {
    return {
      status: available?.status === 'False' ? 'Unavailable' : 'Degraded',
      health: available?.status === 'False' ? 'failed' : 'degraded',
      message: progressing.message,
    };
  }
  if (spec?.paused) {
    return {
      status: 'Paused',
      health: ready < desired ? 'degraded' : 'healthy',
      message: 'Its rollout is paused',
    };
  }
  const updated = status?.updatedReplicas ?? 0;
  if (
    replicas > desired ||
    updated < desired ||
    (ready < desired && ROLLING.has(progressing?.reason ?? ''))
  ) {
    return {
      status: 'Progressing',
      health: 'transitional',
      message: `${updated} of ${desired} replicas are updated, ${replicas} exist`,
    };
  }
  if (available?.status === 'False' || ready < desired) {
    return {
      status: ready > 0 ? 'Degraded' : 'Unavailable',
      health: ready > 0 ? 'degraded' : 'failed',
      message: available?.message,
    };
  }
  return { status: 'Available', health: 'healthy' };
}

/**
 * Maps a deployment of `GET /apis/apps/v1/deployments`. CPU and memory stay empty: its pods
 * are workloads of their own, and would count twice.
 */
export function mapDeployment(
  deployment: KubernetesDeployment,
  options: MapOptions,
): Workload {
  const { metadata, spec, status } = deployment;
  const judged = deploymentStatus(deployment);
  const owner =
    metadata.ownerReferences.find(({ controller }) => controller) ??
    metadata.ownerReferences[0];
  return {
    id: metadata.uid,
    name: cleanText(metadata.name) ?? metadata.uid,
    cluster: options.cluster,
    provider: 'kubernetes',
    namespace: cleanText(metadata.namespace),
    type: 'deployment',
    status: judged.status,
    health: judged.health,
    statusReason: cleanText(judged.message),
    cpu: {},
    memory: {},
    ready: {
      ready: status?.readyReplicas ?? 0,
      desired: spec?.replicas ?? 1,
    },
    labels: cleanLabels(metadata.labels),
    images: imagesOf(spec?.template?.spec?.containers),
    owner: owner && {
      kind: cleanText(owner.kind) ?? '',
      name: cleanText(owner.name) ?? '',
    },
    createdAt: cleanTime(metadata.creationTimestamp),
    metadata: compact({
      strategy: cleanText(spec?.strategy?.type),
      updated: status?.updatedReplicas ?? 0,
      available: status?.availableReplicas ?? 0,
      ...ownershipOf(metadata.annotations),
    }),
  };
}
