import type {
  DetailFact,
  Health,
  WorkloadPart,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  cleanTime,
  toFacts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { amountsOf } from '../mappers/amounts';
import { isSidecar } from '../mappers/podStatus';
import { toBytes, toNumber } from '../mappers/quantity';
import type {
  KubernetesContainer,
  KubernetesContainerStatus,
  KubernetesPod,
  PodSpec,
} from '../schemas';

/** Reasons to wait that belong to every start. */
const STARTING = new Set(['ContainerCreating', 'PodInitializing']);

function stateOf(
  status: KubernetesContainerStatus | undefined,
  isInit: boolean,
): { state?: string; health?: Health } {
  const { running, terminated, waiting } = status?.state ?? {};
  if (terminated) {
    const state = cleanText(terminated.reason, 100) ?? 'Terminated';
    const failed = Boolean(terminated.exitCode || terminated.signal);
    if (failed) return { state, health: 'failed' };
    return { state, health: isInit ? 'healthy' : 'stopped' };
  }
  if (running) {
    return {
      state: 'Running',
      health: status?.ready || isInit ? 'healthy' : 'degraded',
    };
  }
  if (!waiting) return {};
  const state = cleanText(waiting.reason, 100) ?? 'Waiting';
  const starts = !waiting.reason || STARTING.has(waiting.reason);
  return { state, health: starts ? 'transitional' : 'failed' };
}

/** Image, requests and limits. */
function specFacts({ image, resources }: KubernetesContainer): DetailFact[] {
  const requests = amountsOf(resources?.requests);
  const limits = amountsOf(resources?.limits);
  return toFacts([
    ['image', cleanText(image)],
    ['cpuRequest', toNumber(requests.cpu), 'cores'],
    ['cpuLimit', toNumber(limits.cpu), 'cores'],
    ['memoryRequest', toBytes(requests.memory), 'bytes'],
    ['memoryLimit', toBytes(limits.memory), 'bytes'],
  ]);
}

/**
 * State, restarts and the last end of a container. The message of an end is left out: it may be
 * the last lines of the log.
 */
function statusFacts(status: KubernetesContainerStatus): DetailFact[] {
  const { lastState, restartCount, state } = status;
  const ended = lastState?.terminated;
  return toFacts([
    ['reason', cleanText(state?.waiting?.message)],
    ['startedAt', cleanTime(state?.running?.startedAt), 'time'],
    ['exitCode', state?.terminated?.exitCode],
    ['finishedAt', cleanTime(state?.terminated?.finishedAt), 'time'],
    ['restarts', restartCount],
    ['lastState', cleanText(ended?.reason, 100)],
    ['lastExitCode', ended?.exitCode],
    ['lastFinishedAt', cleanTime(ended?.finishedAt), 'time'],
  ]);
}

function kindOf(container: KubernetesContainer, isInit: boolean): string {
  if (!isInit) return 'container';
  return isSidecar(container) ? 'sidecar' : 'init-container';
}

/**
 * The containers of a pod, or of the template of a controller, in the order in which they start.
 *
 * @param pod - absent for a template, which has no state
 */
export function mapContainers(
  spec: PodSpec | undefined,
  pod?: KubernetesPod,
): WorkloadPart[] {
  const part = (
    container: KubernetesContainer,
    statuses: KubernetesContainerStatus[],
    isInit: boolean,
  ): WorkloadPart => {
    const status = statuses.find(({ name }) => name === container.name);
    const kind = kindOf(container, isInit);
    return {
      kind,
      name: cleanText(container.name, 100) ?? '',
      ...stateOf(status, kind === 'init-container'),
      facts: [...specFacts(container), ...(status ? statusFacts(status) : [])],
    };
  };
  const { containerStatuses = [], initContainerStatuses = [] } =
    pod?.status ?? {};
  return [
    ...(spec?.initContainers ?? []).map(one =>
      part(one, initContainerStatuses, true),
    ),
    ...(spec?.containers ?? []).map(one => part(one, containerStatuses, false)),
  ];
}
