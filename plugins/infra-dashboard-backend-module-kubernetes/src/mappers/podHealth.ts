import type { MessageText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Health } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { message } from '../messages';
import type { KubernetesPod } from '../schemas';
import type { PodStatus } from './podStatus';

/** What should pass within minutes counts as stuck after this long. */
const STUCK_AFTER_MS = 10 * 60 * 1000;

/** A restart this short ago means that the pod is not steady yet. */
const RECENT_RESTART_MS = 10 * 60 * 1000;

const TRANSITIONAL =
  /^(Pending|ContainerCreating|PodInitializing|Terminating|SchedulingGated|Init:\d+\/\d+)$/;

/** Health of a pod and, where it is not obvious from the status, why. */
export interface PodHealth {
  health: Health;
  reason?: MessageText;
}

function isStuck(since: string | undefined, now: number): boolean {
  return since !== undefined && now - Date.parse(since) > STUCK_AFTER_MS;
}

function transitional(
  pod: KubernetesPod,
  status: string,
  now: number,
): PodHealth {
  // A gate holds the pod back on purpose.
  if (status === 'SchedulingGated') return { health: 'transitional' };
  const { creationTimestamp, deletionTimestamp } = pod.metadata;
  const since =
    status === 'Terminating' ? deletionTimestamp : creationTimestamp;
  return isStuck(since, now)
    ? { health: 'degraded', reason: message('pod-stuck', { status }) }
    : { health: 'transitional' };
}

function running(
  pod: KubernetesPod,
  { ready, restarts, lastRestartAt }: PodStatus,
  now: number,
): PodHealth {
  if (ready.ready < ready.desired) {
    return {
      health: 'degraded',
      reason: message('containers-not-ready', { ...ready }),
    };
  }
  const readiness = pod.status?.conditions.find(({ type }) => type === 'Ready');
  if (readiness?.status === 'False') {
    return { health: 'degraded', reason: message('pod-not-ready') };
  }
  if (
    restarts > 0 &&
    lastRestartAt &&
    now - Date.parse(lastRestartAt) < RECENT_RESTART_MS
  ) {
    return { health: 'degraded', reason: message('pod-restarted') };
  }
  return { health: 'healthy' };
}

/**
 * Puts kubectl's status into the vocabulary of all platforms.
 *
 * @param now - milliseconds since the epoch
 */
export function podHealth(
  pod: KubernetesPod,
  podStatus: PodStatus,
  now: number,
): PodHealth {
  const { status } = podStatus;
  if (TRANSITIONAL.test(status)) return transitional(pod, status, now);
  if (status === 'Running') return running(pod, podStatus, now);
  if (status === 'NotReady') {
    return { health: 'degraded', reason: message('container-ended') };
  }
  if (status === 'Unknown' || status === 'NodeLost') {
    return { health: 'unknown', reason: message('pod-node-lost') };
  }
  if (status === 'Completed' || pod.status?.phase === 'Succeeded') {
    const ofJob = pod.metadata.ownerReferences.some(
      owner => owner.kind === 'Job',
    );
    return { health: ofJob ? 'healthy' : 'stopped' };
  }
  // Every other word names a failure: CrashLoopBackOff, OOMKilled, Evicted, Init:Error …
  return { health: 'failed' };
}
