import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  replicaSetSchema,
  type KubernetesReplicaSet,
} from '../controllerSchemas';
import {
  byReadiness,
  earlyStatus,
  isStarting,
  lacking,
  mapController,
  replicasOf,
  type ControllerStatus,
  type ReplicaCounts,
} from './controller';
import type { MapOptions } from './MapOptions';
import { defineWorkloadKind } from './WorkloadKind';

/** A ReplicaSet replaces no pods: all that exist are of its template. */
function countsOf(replicaSet: KubernetesReplicaSet): ReplicaCounts {
  const counts = replicasOf(replicaSet);
  return { ...counts, updated: counts.replicas };
}

function replicaSetStatus(
  replicaSet: KubernetesReplicaSet,
  now: number,
): ControllerStatus {
  const { metadata, status } = replicaSet;
  const early = earlyStatus(metadata, status?.observedGeneration ?? 0);
  if (early) return early;
  const counts = countsOf(replicaSet);
  const { desired, ready, replicas } = counts;
  if (desired === 0 && replicas === 0) {
    return { status: 'ScaledToZero', health: 'stopped' };
  }
  const failure = status?.conditions.find(
    ({ type, status: value }) => type === 'ReplicaFailure' && value === 'True',
  );
  if (failure) return lacking(counts, cleanText(failure.message));
  return byReadiness(
    counts,
    replicas > desired || (ready < desired && isStarting(replicaSet, now)),
  );
}

/** Maps a ReplicaSet of `GET /apis/apps/v1/replicasets`. */
function mapReplicaSet(
  replicaSet: KubernetesReplicaSet,
  options: MapOptions,
): Workload {
  return mapController(replicaSet, replicaSetStatus(replicaSet, options.now), {
    ...options,
    type: 'replicaset',
    counts: countsOf(replicaSet),
  });
}

export const REPLICA_SET = defineWorkloadKind({
  descriptor: {
    type: 'replicaset',
    title: 'ReplicaSet',
    icon: 'stack',
    role: 'app',
    aliases: ['rs'],
  },
  rule: {
    group: 'apps',
    resource: 'replicasets',
    // Those of Deployments and Rollouts, old ones among them, are many and say nothing more.
    labelSelector: '!pod-template-hash,!rollouts-pod-template-hash',
  },
  schema: replicaSetSchema,
  map: mapReplicaSet,
});
