import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import { deploymentSchema, type KubernetesDeployment } from '../schemas';
import {
  earlyStatus,
  lacking,
  mapController,
  progressing,
  replicasOf,
  type ControllerStatus,
} from './controller';
import type { MapOptions } from './MapOptions';
import { defineWorkloadKind } from './WorkloadKind';

/** Reasons of the condition Progressing that mean a rollout under way. */
const ROLLING = new Set([
  'NewReplicaSetCreated',
  'FoundNewReplicaSet',
  'ReplicaSetUpdated',
  'DeploymentResumed',
  // Of a DeploymentConfig.
  'NewReplicationControllerCreated',
  'FoundNewReplicationController',
  'ReplicationControllerUpdated',
  'DeploymentConfigResumed',
]);

/**
 * Judges a deployment by its conditions and counts. Kubernetes itself has no such word;
 * `kubectl rollout status` draws the same lines.
 */
export function deploymentStatus(
  deployment: KubernetesDeployment,
): ControllerStatus {
  const { metadata, spec, status } = deployment;
  const counts = replicasOf(deployment);
  const { desired, ready, replicas, updated } = counts;
  const conditions = new Map(status?.conditions.map(c => [c.type, c]));
  const available = conditions.get('Available');
  const progress = conditions.get('Progressing');
  const failure = conditions.get('ReplicaFailure');

  const early = earlyStatus(metadata, status?.observedGeneration ?? -1);
  if (early) return early;
  if (desired === 0 && replicas === 0) {
    return { status: 'ScaledToZero', health: 'stopped' };
  }
  if (failure?.status === 'True') {
    return lacking(counts, cleanText(failure.message));
  }
  if (progress?.status === 'False') {
    return {
      status: available?.status === 'False' ? 'Unavailable' : 'Degraded',
      health: available?.status === 'False' ? 'failed' : 'degraded',
      reason: cleanText(progress.message),
    };
  }
  if (spec?.paused) {
    return {
      status: 'Paused',
      health: ready < desired ? 'degraded' : 'healthy',
      reason: message('rollout-paused'),
    };
  }
  if (
    replicas > desired ||
    updated < desired ||
    (ready < desired && ROLLING.has(progress?.reason ?? ''))
  ) {
    return progressing(counts);
  }
  if (available?.status === 'False' || ready < desired) {
    return lacking(counts, cleanText(available?.message));
  }
  return { status: 'Available', health: 'healthy' };
}

/** Maps a deployment of `GET /apis/apps/v1/deployments`. */
export function mapDeployment(
  deployment: KubernetesDeployment,
  options: MapOptions,
): Workload {
  return mapController(deployment, deploymentStatus(deployment), {
    ...options,
    type: 'deployment',
    counts: replicasOf(deployment),
    details: { strategy: cleanText(deployment.spec?.strategy?.type) },
  });
}

export const DEPLOYMENT = defineWorkloadKind({
  descriptor: {
    type: 'deployment',
    title: 'Deployment',
    icon: 'stack',
    role: 'app',
    aliases: ['deploy'],
  },
  rule: { group: 'apps', resource: 'deployments', essential: true },
  schema: deploymentSchema,
  map: mapDeployment,
});
