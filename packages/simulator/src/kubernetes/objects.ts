import { address, drift, uuid, type Clock } from '../fleet/derive';
import type { KubernetesCluster } from '../fleet/schema';

type Node = KubernetesCluster['nodes'][number];
type Pod = KubernetesCluster['workloads'][number];

const STARTED = '2026-11-01T08:00:00Z';
const ENDED = '2026-11-20T08:00:00Z';

const kibibytes = (bytes: number) => `${Math.round(bytes / 1024)}Ki`;
const millicores = (cores: number) => `${Math.round(cores * 1000)}m`;

function metadata(cluster: string, kind: string, name: string, namespace = '') {
  return {
    name,
    ...(namespace && { namespace }),
    uid: uuid(cluster, kind, namespace, name),
    resourceVersion: '4057',
    creationTimestamp: STARTED,
  };
}

function condition(
  type: string,
  status: string,
  reason: string,
  message: string,
) {
  return {
    type,
    status,
    lastHeartbeatTime: ENDED,
    lastTransitionTime: STARTED,
    reason,
    message,
  };
}

/** An item of `GET /api/v1/nodes`. */
export function toNode(cluster: string, node: Node) {
  const { name, state, cordoned, roles, pressure, providerId } = node;
  const pressures = ['MemoryPressure', 'DiskPressure', 'PIDPressure'].map(
    type =>
      pressure.includes(type)
        ? condition(type, 'True', `KubeletHas${type}`, `kubelet has ${type}`)
        : condition(
            type,
            'False',
            `KubeletHasNo${type}`,
            `kubelet has no ${type}`,
          ),
  );
  const ready =
    state === 'Ready'
      ? condition(
          'Ready',
          'True',
          'KubeletReady',
          'kubelet is posting ready status',
        )
      : state === 'NotReady'
      ? condition(
          'Ready',
          'False',
          'KubeletNotReady',
          'container runtime is down',
        )
      : condition(
          'Ready',
          'Unknown',
          'NodeStatusUnknown',
          'Kubelet stopped posting node status.',
        );
  const resources = (cores: number, memory: number) => ({
    cpu: millicores(cores),
    'ephemeral-storage': String(node.disk),
    memory: kibibytes(memory),
    pods: '110',
  });
  return {
    metadata: {
      ...metadata(cluster, 'node', name),
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        ...Object.fromEntries(
          roles.map(role => [`node-role.kubernetes.io/${role}`, '']),
        ),
      },
    },
    spec: {
      podCIDR: '10.244.0.0/24',
      ...(providerId && { providerID: providerId }),
      ...(cordoned && {
        unschedulable: true,
        taints: [
          { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' },
        ],
      }),
    },
    status: {
      capacity: resources(node.cores, node.memory),
      allocatable: resources(node.cores * 0.97, node.memory * 0.95),
      conditions: [...pressures, ready],
      addresses: [
        { type: 'InternalIP', address: address(cluster, name) },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        machineID: uuid('machine', cluster, name).replaceAll('-', ''),
        systemUUID: uuid('system', cluster, name),
        bootID: uuid('boot', cluster, name),
        kernelVersion: '6.8.0-51-generic',
        osImage: 'Ubuntu 24.04.1 LTS',
        containerRuntimeVersion: 'containerd://2.0.5',
        kubeletVersion: 'v1.36.2',
        kubeProxyVersion: '',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
    },
  };
}

/** The container's state and what follows from it for the pod. */
function stateOf(pod: Pod) {
  switch (pod.state) {
    case 'Running':
      return {
        phase: 'Running',
        ready: true,
        state: { running: { startedAt: STARTED } },
      };
    case 'CrashLoopBackOff':
      return {
        phase: 'Running',
        ready: false,
        state: {
          waiting: {
            reason: 'CrashLoopBackOff',
            message: `back-off 5m0s restarting failed container=app pod=${pod.name}`,
          },
        },
        lastState: {
          terminated: {
            exitCode: 1,
            reason: 'Error',
            startedAt: STARTED,
            finishedAt: ENDED,
          },
        },
      };
    case 'ImagePullBackOff':
      return {
        phase: 'Pending',
        ready: false,
        state: {
          waiting: {
            reason: 'ImagePullBackOff',
            message: `Back-off pulling image "${pod.image}"`,
          },
        },
      };
    case 'Completed':
    case 'Failed': {
      const isError = pod.state === 'Failed';
      return {
        phase: isError ? 'Failed' : 'Succeeded',
        ready: false,
        state: {
          terminated: {
            exitCode: isError ? 1 : 0,
            reason: isError ? 'Error' : 'Completed',
            startedAt: STARTED,
            finishedAt: ENDED,
          },
        },
      };
    }
    default:
      return { phase: 'Pending', ready: false };
  }
}

function podCondition(
  type: string,
  isTrue: boolean,
  reason?: string,
  message?: string,
) {
  return {
    type,
    status: isTrue ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: STARTED,
    ...(reason && { reason }),
    ...(message && { message }),
  };
}

const POD_HASH = /-([a-z0-9]+)-[a-z0-9]+$/;

/** An item of `GET /api/v1/pods`. */
export function toPod(cluster: string, pod: Pod) {
  const { name, namespace, deployment, image } = pod;
  const { phase, ready, state, lastState } = {
    lastState: {},
    state: undefined,
    ...stateOf(pod),
  };
  const isScheduled = pod.node !== undefined;
  const ip = address(cluster, namespace, name);
  const hash = POD_HASH.exec(name)?.[1] ?? '7c9f8d6b5';
  const replicaSet = deployment && `${deployment}-${hash}`;
  return {
    metadata: {
      ...metadata(cluster, 'pod', name, namespace),
      generateName: `${replicaSet ?? name}-`,
      labels: {
        ...pod.labels,
        ...(deployment && { 'pod-template-hash': hash }),
      },
      ...(replicaSet && {
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: replicaSet,
            uid: uuid(cluster, 'replicaset', namespace, replicaSet),
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      }),
    },
    spec: {
      ...(isScheduled && { nodeName: pod.node }),
      restartPolicy: pod.state === 'Completed' ? 'Never' : 'Always',
      containers: [
        {
          name: 'app',
          image,
          resources: {
            requests: {
              cpu: millicores(pod.cores),
              memory: kibibytes(pod.memory),
            },
            limits: { memory: kibibytes(pod.memory * 2) },
          },
        },
      ],
    },
    status: {
      phase,
      conditions: [
        podCondition('Ready', ready, ready ? undefined : 'ContainersNotReady'),
        isScheduled
          ? podCondition('PodScheduled', true)
          : podCondition(
              'PodScheduled',
              false,
              'Unschedulable',
              '0/5 nodes are available: insufficient memory.',
            ),
      ],
      ...(isScheduled && {
        hostIP: address(cluster, pod.node ?? ''),
        podIP: ip,
        podIPs: [{ ip }],
        startTime: STARTED,
      }),
      ...(state && {
        containerStatuses: [
          {
            name: 'app',
            state,
            lastState,
            ready,
            restartCount: pod.restarts,
            image,
            imageID: '',
            started: ready,
          },
        ],
      }),
      qosClass: 'Burstable',
    },
  };
}

/** Items of `GET /apis/apps/v1/deployments`, as the pods of the fleet tell them. */
export function toDeployments(cluster: KubernetesCluster) {
  const groups = new Map<string, Pod[]>();
  for (const pod of cluster.workloads) {
    if (!pod.deployment) continue;
    const key = `${pod.namespace}/${pod.deployment}`;
    const group = groups.get(key);
    if (group) group.push(pod);
    else groups.set(key, [pod]);
  }
  return [...groups.values()].map(pods => {
    const [{ namespace, deployment = '', labels, image }] = pods;
    const ready = pods.filter(({ state }) => state === 'Running').length;
    const missing = pods.length - ready;
    return {
      metadata: {
        ...metadata(cluster.name, 'deployment', deployment, namespace),
        generation: 1,
        labels,
      },
      spec: {
        replicas: pods.length,
        selector: { matchLabels: { app: deployment } },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'app', image, resources: {} }] },
        },
        strategy: { type: 'RollingUpdate' },
      },
      status: {
        observedGeneration: 1,
        replicas: pods.length,
        updatedReplicas: pods.length,
        ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
        ...(missing > 0 && { unavailableReplicas: missing }),
        conditions: [
          {
            type: 'Available',
            status: ready > 0 ? 'True' : 'False',
            lastUpdateTime: STARTED,
            lastTransitionTime: STARTED,
            reason:
              ready > 0
                ? 'MinimumReplicasAvailable'
                : 'MinimumReplicasUnavailable',
            message:
              ready > 0
                ? 'Deployment has minimum availability.'
                : 'Deployment does not have minimum availability.',
          },
        ],
      },
    };
  });
}

function usage(cores: number, memory: number) {
  return {
    cpu: `${Math.round(cores * 1e9)}n`,
    memory: kibibytes(memory),
  };
}

function metricsMetadata(name: string, namespace?: string) {
  return {
    name,
    ...(namespace && { namespace }),
    creationTimestamp: ENDED,
    labels: {},
  };
}

const SAMPLE = { timestamp: ENDED, window: '17.632s' };

/** Items of `GET /apis/metrics.k8s.io/v1beta1/nodes`: nodes that are Ready only. */
export function toNodeMetrics(cluster: KubernetesCluster, clock: Clock) {
  return cluster.nodes
    .filter(({ state }) => state === 'Ready')
    .map(node => ({
      metadata: metricsMetadata(node.name),
      ...SAMPLE,
      usage: usage(
        node.cores * drift(node.load, node.name, clock),
        node.memory * drift(node.memoryLoad, node.name, clock),
      ),
    }));
}

/** Items of `GET /apis/metrics.k8s.io/v1beta1/pods`: pods that run only. */
export function toPodMetrics(cluster: KubernetesCluster, clock: Clock) {
  return cluster.workloads
    .filter(({ state }) => state === 'Running')
    .map(pod => ({
      metadata: metricsMetadata(pod.name, pod.namespace),
      ...SAMPLE,
      containers: [
        {
          name: 'app',
          usage: usage(
            pod.cores * drift(pod.load, pod.name, clock),
            pod.memory * drift(pod.memoryLoad, pod.name, clock),
          ),
        },
      ],
    }));
}
