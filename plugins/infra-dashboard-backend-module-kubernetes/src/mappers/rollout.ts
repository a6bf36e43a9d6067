import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  type MessageText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { rolloutSchema, type KubernetesRollout } from '../controllerSchemas';
import { lacking, mapController, progressing, replicasOf } from './controller';
import type { MapOptions } from './MapOptions';
import { defineWorkloadKind } from './WorkloadKind';

interface RolloutStatus extends Pick<Workload, 'health'> {
  status: string;
  reason?: MessageText;
}

/** The phase that Argo Rollouts has found, which is also the word of its own kubectl plugin. */
function rolloutStatus(rollout: KubernetesRollout): RolloutStatus {
  const { metadata, status } = rollout;
  const counts = replicasOf(rollout);
  const { desired, ready, replicas } = counts;
  if (metadata.deletionTimestamp) {
    return { status: 'Terminating', health: 'transitional' };
  }
  if (desired === 0 && replicas === 0) {
    return { status: 'ScaledToZero', health: 'stopped' };
  }
  const reason = cleanText(status?.message);
  const judge = (phase: string, health: Workload['health']) => ({
    ...{ status: phase, health },
    ...(reason && { reason }),
  });
  switch (status?.phase) {
    case 'Healthy':
      return judge('Healthy', 'healthy');
    case 'Progressing':
      return judge('Progressing', 'transitional');
    case 'Paused':
      return judge('Paused', ready < desired ? 'degraded' : 'healthy');
    case 'Degraded':
      return judge('Degraded', ready > 0 ? 'degraded' : 'failed');
    default:
      // Versions before 1.1 have no phase.
      if (ready < desired) return lacking(counts);
      return replicas > desired
        ? progressing(counts)
        : { status: 'Healthy', health: 'healthy' };
  }
}

/** Maps a Rollout of `GET /apis/argoproj.io/v1alpha1/rollouts`. */
function mapRollout(rollout: KubernetesRollout, options: MapOptions): Workload {
  const { blueGreen, canary } = rollout.spec?.strategy ?? {};
  return mapController(rollout, rolloutStatus(rollout), {
    ...options,
    type: 'rollout',
    counts: replicasOf(rollout),
    details: { strategy: (blueGreen && 'blueGreen') || (canary && 'canary') },
  });
}

export const ROLLOUT = defineWorkloadKind({
  descriptor: { type: 'rollout', title: 'Rollout', icon: 'stack', role: 'app' },
  rule: { group: 'argoproj.io', resource: 'rollouts', discovered: true },
  schema: rolloutSchema,
  map: mapRollout,
});
