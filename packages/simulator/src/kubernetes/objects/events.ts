import { digest } from '../../fleet/derive';
import type { KubernetesCluster, Pod, PodState } from '../../fleet/schema';
import { metadataOf } from './meta';

interface EventKind {
  reason: string;
  message: (pod: Pod) => string;
  type?: 'Normal' | 'Warning';
  component?: string;
  /** How often it happened. Default: 1 */
  count?: number;
  /** Seconds since it happened last. */
  age: number;
}

const pulled: EventKind = {
  type: 'Normal',
  reason: 'Pulled',
  message: ({ image }) =>
    `Container image "${image}" already present on machine`,
  age: 1_500,
};

const backOff: EventKind = {
  reason: 'BackOff',
  message: ({ name, namespace, image }) =>
    `Back-off restarting failed container app in pod ${name}_${namespace}(${image})`,
  count: 42,
  age: 95,
};

/** What is reported of a pod within the hour that an API server stores events. */
const EVENTS: Partial<Record<PodState, EventKind[]>> = {
  CrashLoopBackOff: [pulled, backOff],
  OOMKilled: [pulled, backOff],
  NotReady: [
    {
      reason: 'Unhealthy',
      message: () =>
        'Readiness probe failed: HTTP probe failed with statuscode: 503',
      count: 17,
      age: 20,
    },
  ],
  ImagePullBackOff: [
    {
      reason: 'Failed',
      message: ({ image }) =>
        `Failed to pull image "${image}": failed to resolve reference "${image}": not found`,
      count: 4,
      age: 240,
    },
    {
      type: 'Normal',
      reason: 'BackOff',
      message: ({ image }) => `Back-off pulling image "${image}"`,
      count: 21,
      age: 12,
    },
  ],
  Pending: [
    {
      reason: 'FailedScheduling',
      message: () => '0/5 nodes are available: 5 Insufficient memory.',
      component: 'default-scheduler',
      age: 180,
    },
  ],
  Evicted: [
    {
      reason: 'Evicted',
      message: () => 'The node was low on resource: memory.',
      age: 900,
    },
  ],
  Terminating: [
    {
      type: 'Normal',
      reason: 'Killing',
      message: () => 'Stopping container app',
      age: 30,
    },
  ],
};

function timeAgo(now: number, seconds: number): string {
  return new Date(now - seconds * 1_000).toISOString().replace(/\.\d+/, '');
}

/** The events of a pod. */
export function eventsOf(cluster: KubernetesCluster, pod: Pod) {
  const { name, namespace, node } = pod;
  const { uid } = metadataOf({
    ...{ cluster: cluster.name, resource: 'pods', name, namespace },
  });
  return (EVENTS[pod.state] ?? []).map(kind => {
    const { age, component = 'kubelet', count = 1, reason } = kind;
    const type = kind.type ?? 'Warning';
    const own = `${name}.${digest(name, reason).slice(0, 16)}`;
    return {
      name: own,
      fields: () => ({
        'involvedObject.kind': 'Pod',
        'involvedObject.namespace': namespace,
        'involvedObject.name': name,
        'involvedObject.uid': uid,
        reason,
        type,
      }),
      render: (now: number) => ({
        metadata: metadataOf({
          ...{ cluster: cluster.name, resource: 'events' },
          ...{ name: own, namespace },
        }),
        involvedObject: {
          kind: 'Pod',
          ...{ namespace, name, uid },
          apiVersion: 'v1',
          ...(component === 'kubelet' && {
            fieldPath: 'spec.containers{app}',
          }),
        },
        reason,
        message: kind.message(pod),
        source: {
          component,
          ...(component === 'kubelet' && node !== undefined && { host: node }),
        },
        firstTimestamp: timeAgo(now, age + (count - 1) * 60),
        lastTimestamp: timeAgo(now, age),
        count,
        type,
        eventTime: null,
        reportingComponent: component,
        reportingInstance: node ?? '',
      }),
    };
  });
}
