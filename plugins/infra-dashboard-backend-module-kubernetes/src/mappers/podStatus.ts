import {
  cleanText,
  type MessageText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message as sentence } from '../messages';
import type {
  KubernetesContainerStatus,
  KubernetesPod,
  PodSpec,
} from '../schemas';

/** What `kubectl get pods` prints of a pod, and why. */
export interface PodStatus {
  /** The STATUS cell, such as `CrashLoopBackOff` or `Init:1/2`. */
  status: string;
  /** The READY cell; `ready` can exceed `desired` when upstream lists too many statuses. */
  ready: { ready: number; desired: number };
  /** The number of the RESTARTS cell. */
  restarts: number;
  /** When a container ended last before it was started again, ISO 8601. */
  lastRestartAt?: string;
  /** How that container ended, such as `OOMKilled (exit code 137)`. */
  lastTermination?: string;
  /** Why the pod has this status. */
  message?: MessageText;
  /** Whether init containers are not done yet. */
  initializing: boolean;
}

type Terminated = NonNullable<
  NonNullable<KubernetesContainerStatus['state']>['terminated']
>;

/** A sidecar: an init container that is to run as long as the pod does. */
export function isSidecar(container: { restartPolicy?: string } | undefined) {
  return container?.restartPolicy === 'Always';
}

function endOf(terminated: Terminated): string {
  return (
    terminated.reason ||
    (terminated.signal
      ? `Signal:${terminated.signal}`
      : `ExitCode:${terminated.exitCode ?? 0}`)
  );
}

function messageOf(
  name: string | undefined,
  terminated: Terminated,
): MessageText | undefined {
  const { exitCode } = terminated;
  const upstream = cleanText(terminated.message);
  if (upstream || !exitCode) return upstream;
  const container = cleanText(name, 100) ?? '';
  return sentence('container-exit-code', { container, exitCode });
}

function hasCondition(pod: KubernetesPod, type: string): boolean {
  return (
    pod.status?.conditions.some(
      condition => condition.type === type && condition.status === 'True',
    ) ?? false
  );
}

interface Tally {
  restarts: number;
  lastRestartAt?: string;
  lastTermination?: string;
}

function count(tally: Tally, container: KubernetesContainerStatus): void {
  tally.restarts += container.restartCount ?? 0;
  const ended = container.lastState?.terminated;
  if (!ended?.finishedAt) return;
  if (Date.parse(ended.finishedAt) < Date.parse(tally.lastRestartAt ?? '')) {
    return;
  }
  tally.lastRestartAt = ended.finishedAt;
  tally.lastTermination = `${ended.reason ?? 'Ended'} (exit code ${
    ended.exitCode ?? 0
  })`;
}

interface InitProgress {
  /** Set while an init container is not done: the status that it gives the pod. */
  status?: string;
  message?: MessageText;
  all: Tally;
  sidecars: Tally;
  readySidecars: number;
}

function readInitContainers(pod: KubernetesPod, spec: PodSpec): InitProgress {
  const containers = new Map(spec.initContainers.map(c => [c.name, c]));
  const progress: InitProgress = {
    all: { restarts: 0 },
    sidecars: { restarts: 0 },
    readySidecars: 0,
  };
  const statuses = pod.status?.initContainerStatuses ?? [];
  for (const [index, container] of statuses.entries()) {
    const sidecar = isSidecar(containers.get(container.name ?? ''));
    count(progress.all, container);
    if (sidecar) count(progress.sidecars, container);
    const { terminated, waiting } = container.state ?? {};
    if (terminated && !terminated.exitCode) continue;
    if (sidecar && container.started) {
      if (container.ready) progress.readySidecars += 1;
      continue;
    }
    if (terminated) {
      progress.status = `Init:${endOf(terminated)}`;
      progress.message = messageOf(container.name, terminated);
    } else if (waiting?.reason && waiting.reason !== 'PodInitializing') {
      progress.status = `Init:${waiting.reason}`;
      progress.message = cleanText(waiting.message);
    } else {
      progress.status = `Init:${index}/${spec.initContainers.length}`;
    }
    break;
  }
  return progress;
}

interface ContainersState extends Tally {
  status?: string;
  message?: MessageText;
  /** Status of a container that failed, where another one ended well. */
  failure?: { status: string; message?: MessageText };
  readyContainers: number;
}

function readContainers(pod: KubernetesPod, sidecars: Tally): ContainersState {
  const state: ContainersState = { ...sidecars, readyContainers: 0 };
  // Backwards, so that the first container in the list has the last word.
  for (const container of [
    ...(pod.status?.containerStatuses ?? []),
  ].reverse()) {
    count(state, container);
    const { terminated, waiting, running } = container.state ?? {};
    if (waiting?.reason) {
      state.status = waiting.reason;
      state.message = cleanText(waiting.message);
    } else if (terminated) {
      state.status = endOf(terminated);
      state.message = messageOf(container.name, terminated);
      // As in kubectl, the exit code decides: a signal alone is no failure.
      if (terminated.exitCode) {
        state.failure = { status: state.status, message: state.message };
      }
    } else if (container.ready && running) {
      state.readyContainers += 1;
    }
  }
  return state;
}

/**
 * Follows the printer of the API server (kubernetes v1.36, printPod), so that status,
 * ready and restarts are those of `kubectl get pods`.
 */
export function podStatus(pod: KubernetesPod): PodStatus {
  const spec = pod.spec ?? { containers: [], initContainers: [] };
  const { phase = 'Unknown', reason } = pod.status ?? {};
  const scheduled = pod.status?.conditions.find(
    ({ type }) => type === 'PodScheduled',
  );
  let status =
    scheduled?.reason === 'SchedulingGated'
      ? 'SchedulingGated'
      : reason || phase;
  // Why a pod waits for a node is the only thing that is known of it by then.
  const podMessage = cleanText(pod.status?.message);
  let message: MessageText | undefined =
    (scheduled?.status === 'False'
      ? cleanText(scheduled.message)
      : undefined) ?? podMessage;

  const init = readInitContainers(pod, spec);
  const initializing = init.status !== undefined;
  let tally = init.all;
  let ready = init.readySidecars;
  if (init.status) {
    status = init.status;
    message = init.message ?? message;
  }
  // A sidecar that failed after the start does not put the pod back to its beginning.
  if (!initializing || hasCondition(pod, 'Initialized')) {
    const state = readContainers(pod, init.sidecars);
    tally = state;
    ready += state.readyContainers;
    if (state.status) {
      status = state.status;
      message = state.message ?? podMessage;
    }
    if (status === 'Completed') {
      const running = state.readyContainers > 0;
      if (running && hasCondition(pod, 'Ready')) {
        status = 'Running';
      } else if (state.failure) {
        status = state.failure.status;
        message = state.failure.message ?? podMessage;
      } else if (running) {
        status = 'NotReady';
      }
    }
  }

  if (pod.metadata.deletionTimestamp) {
    if (reason === 'NodeLost') {
      status = 'Unknown';
    } else if (phase !== 'Succeeded' && phase !== 'Failed') {
      status = 'Terminating';
    }
  }
  return {
    status,
    ready: {
      ready,
      desired:
        spec.containers.length + spec.initContainers.filter(isSidecar).length,
    },
    restarts: tally.restarts,
    ...(tally.restarts > 0 && {
      lastRestartAt: tally.lastRestartAt,
      lastTermination: tally.lastTermination,
    }),
    message,
    initializing,
  };
}
