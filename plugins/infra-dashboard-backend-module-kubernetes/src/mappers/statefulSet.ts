import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { statefulSetSchema, type KubernetesStatefulSet } from '../schemas';
import {
  byReadiness,
  earlyStatus,
  isStarting,
  mapController,
  replicasOf,
  type ControllerStatus,
} from './controller';
import type { MapOptions } from './MapOptions';
import { defineWorkloadKind } from './WorkloadKind';

/** Whether pods are being replaced. Pods below the partition stay as they are on purpose. */
function isRolling({ spec, status }: KubernetesStatefulSet): boolean {
  const { currentRevision, updateRevision, updatedReplicas = 0 } = status ?? {};
  const { rollingUpdate, type = 'RollingUpdate' } = spec?.updateStrategy ?? {};
  const wanted = (spec?.replicas ?? 1) - (rollingUpdate?.partition ?? 0);
  return (
    type === 'RollingUpdate' &&
    updateRevision !== currentRevision &&
    updatedReplicas < wanted
  );
}

/** Judges a StatefulSet by its counts and revisions, as `kubectl rollout status` does. */
function statefulSetStatus(
  statefulSet: KubernetesStatefulSet,
  now: number,
): ControllerStatus {
  const counts = replicasOf(statefulSet);
  const { desired, ready, replicas } = counts;
  const { observedGeneration = 0 } = statefulSet.status ?? {};
  const early = earlyStatus(statefulSet.metadata, observedGeneration);
  if (early) return early;
  if (desired === 0 && replicas === 0) {
    return { status: 'ScaledToZero', health: 'stopped' };
  }
  return byReadiness(
    counts,
    replicas > desired ||
      (ready < desired && isStarting(statefulSet, now)) ||
      // One pod at a time: a second one that is not ready is a failure.
      (isRolling(statefulSet) && ready >= desired - 1),
  );
}

/** Maps a StatefulSet of `GET /apis/apps/v1/statefulsets`. */
function mapStatefulSet(
  statefulSet: KubernetesStatefulSet,
  options: MapOptions,
): Workload {
  const judged = statefulSetStatus(statefulSet, options.now);
  return mapController(statefulSet, judged, {
    ...options,
    type: 'statefulset',
    counts: replicasOf(statefulSet),
    details: { strategy: cleanText(statefulSet.spec?.updateStrategy?.type) },
  });
}

export const STATEFUL_SET = defineWorkloadKind({
  descriptor: {
    type: 'statefulset',
    title: 'StatefulSet',
    icon: 'database-2',
    role: 'app',
    aliases: ['sts'],
  },
  rule: { group: 'apps', resource: 'statefulsets' },
  schema: statefulSetSchema,
  map: mapStatefulSet,
});
