import { digest } from '../../fleet/derive';
import type { Pod } from '../../fleet/schema';
import { ENDED, STARTED } from './meta';

/** What the state of a pod means for it and its container. */
export interface PodFacts {
  phase: string;
  /** Of the pod, such as Evicted. */
  reason?: string;
  message?: string;
  ready: boolean;
  /** Absent: there is no container yet, or no more. */
  container?: { state: object; lastState: object };
  /** What kubectl shows. */
  status: string;
}

function terminated(exitCode: number, reason: string) {
  return {
    terminated: {
      exitCode,
      reason,
      startedAt: STARTED,
      finishedAt: ENDED,
      containerID: `containerd://${digest(reason)}`,
    },
  };
}

function waiting(reason: string, message?: string) {
  return { waiting: { reason, ...(message && { message }) } };
}

const RUNNING = { state: { running: { startedAt: STARTED } }, lastState: {} };

/** Facts of a pod, in the way a kubelet reports them. */
export function factsOf(pod: Pod): PodFacts {
  const { state, name, image, restarts } = pod;
  const restarted = restarts > 0 ? terminated(1, 'Error') : {};
  switch (state) {
    case 'Running':
    case 'Terminating':
    case 'NotReady':
      return {
        phase: 'Running',
        ready: state !== 'NotReady',
        container: { ...RUNNING, lastState: restarted },
        status: state === 'Terminating' ? 'Terminating' : 'Running',
      };
    case 'CrashLoopBackOff':
    case 'OOMKilled': {
      const isMemory = state === 'OOMKilled';
      return {
        phase: 'Running',
        ready: false,
        container: {
          state: waiting(
            'CrashLoopBackOff',
            `back-off 5m0s restarting failed container=app pod=${name}`,
          ),
          lastState: isMemory
            ? terminated(137, 'OOMKilled')
            : terminated(1, 'Error'),
        },
        status: 'CrashLoopBackOff',
      };
    }
    case 'ImagePullBackOff':
      return {
        phase: 'Pending',
        ready: false,
        container: {
          state: waiting(state, `Back-off pulling image "${image}"`),
          lastState: {},
        },
        status: state,
      };
    case 'ContainerCreating':
      return {
        phase: 'Pending',
        ready: false,
        container: { state: waiting(state), lastState: {} },
        status: state,
      };
    case 'Completed':
    case 'Failed': {
      const isFailed = state === 'Failed';
      return {
        phase: isFailed ? 'Failed' : 'Succeeded',
        ready: false,
        container: {
          state: isFailed ? terminated(1, 'Error') : terminated(0, 'Completed'),
          lastState: {},
        },
        status: isFailed ? 'Error' : 'Completed',
      };
    }
    case 'Evicted':
      return {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory.',
        ready: false,
        status: 'Evicted',
      };
    default:
      return { phase: 'Pending', ready: false, status: 'Pending' };
  }
}

/** `status.containerStatuses`, or those of a sidecar. */
export function containerStatus(
  name: string,
  pod: Pod,
  options: { state: object; lastState: object; ready: boolean },
) {
  const { state, lastState, ready } = options;
  const isRunning = 'running' in state;
  const hex = digest(pod.namespace, pod.name, name);
  return {
    name,
    state,
    lastState,
    ready,
    restartCount: pod.restarts,
    image: pod.image,
    imageID: isRunning ? `${pod.image}@sha256:${digest(pod.image)}` : '',
    ...(isRunning && { containerID: `containerd://${hex}` }),
    started: isRunning,
  };
}
