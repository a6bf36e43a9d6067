import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  daemonSetSchema,
  type KubernetesDaemonSet,
} from '../controllerSchemas';
import {
  byReadiness,
  earlyStatus,
  isStarting,
  mapController,
  type ControllerStatus,
  type ReplicaCounts,
} from './controller';
import type { MapOptions } from './MapOptions';
import { defineWorkloadKind } from './WorkloadKind';

/** A DaemonSet counts nodes: one replica on each that it is meant for. */
function countsOf({ status }: KubernetesDaemonSet): ReplicaCounts {
  return {
    desired: status?.desiredNumberScheduled ?? 0,
    replicas: status?.currentNumberScheduled ?? 0,
    updated: status?.updatedNumberScheduled ?? 0,
    ready: status?.numberReady ?? 0,
    available: status?.numberAvailable ?? 0,
  };
}

/** How many replicas a rollout may take down at a time: a number, or a share rounded up. */
function maxUnavailable({ spec }: KubernetesDaemonSet, desired: number) {
  const { maxUnavailable: max = 1 } = spec?.updateStrategy?.rollingUpdate ?? {};
  const share = /^(\d{1,3})%$/.exec(String(max))?.[1];
  const count =
    share === undefined ? Number(max) : Math.ceil((desired * +share) / 100);
  return Number.isInteger(count) ? Math.max(count, 1) : 1;
}

/** Judges a DaemonSet by its counts, as `kubectl rollout status` does. */
function daemonSetStatus(
  daemonSet: KubernetesDaemonSet,
  now: number,
): ControllerStatus {
  const { metadata, spec, status } = daemonSet;
  const early = earlyStatus(metadata, status?.observedGeneration ?? 0);
  if (early) return early;
  const counts = countsOf(daemonSet);
  const { desired, ready, updated } = counts;
  if (desired === 0) return { status: 'NoNodes', health: 'stopped' };
  const isRolling =
    (spec?.updateStrategy?.type ?? 'RollingUpdate') === 'RollingUpdate' &&
    updated < desired &&
    desired - ready <= maxUnavailable(daemonSet, desired);
  return byReadiness(
    counts,
    isRolling || (ready < desired && isStarting(daemonSet, now)),
  );
}

/** Maps a DaemonSet of `GET /apis/apps/v1/daemonsets`. */
function mapDaemonSet(
  daemonSet: KubernetesDaemonSet,
  options: MapOptions,
): Workload {
  const { metadata, spec } = daemonSet;
  return mapController(
    { metadata, spec, status: undefined },
    daemonSetStatus(daemonSet, options.now),
    {
      ...options,
      type: 'daemonset',
      counts: countsOf(daemonSet),
      details: { strategy: cleanText(spec?.updateStrategy?.type) },
    },
  );
}

export const DAEMON_SET = defineWorkloadKind({
  descriptor: {
    type: 'daemonset',
    title: 'DaemonSet',
    icon: 'server',
    role: 'app',
    aliases: ['ds'],
  },
  rule: { group: 'apps', resource: 'daemonsets' },
  schema: daemonSetSchema,
  map: mapDaemonSet,
});
