import { address, fraction, uuid } from '../../fleet/derive';
import type { KubernetesCluster, KubernetesNode } from '../../fleet/schema';
import { ENDED, kibibytes, metadataOf, millicores, STARTED } from './meta';

const PRESSURES = {
  MemoryPressure: [
    'KubeletHasSufficientMemory',
    'kubelet has sufficient memory available',
    'KubeletHasInsufficientMemory',
    'kubelet has insufficient memory available',
  ],
  DiskPressure: [
    'KubeletHasNoDiskPressure',
    'kubelet has no disk pressure',
    'KubeletHasDiskPressure',
    'kubelet has disk pressure',
  ],
  PIDPressure: [
    'KubeletHasSufficientPID',
    'kubelet has sufficient PID available',
    'KubeletHasInsufficientPID',
    'kubelet has insufficient PID available',
  ],
};

const GONE = 'Kubelet stopped posting node status.';

function condition(type: string, words: [string, string, string]) {
  const [status, reason, message] = words;
  return {
    type,
    status,
    lastHeartbeatTime: ENDED,
    lastTransitionTime: STARTED,
    reason,
    message,
  };
}

function readyCondition(state: KubernetesNode['state']) {
  if (state === 'Ready') {
    return condition('Ready', [
      'True',
      'KubeletReady',
      'kubelet is posting ready status',
    ]);
  }
  return state === 'NotReady'
    ? condition('Ready', [
        'False',
        'KubeletNotReady',
        'container runtime is down',
      ])
    : condition('Ready', ['Unknown', 'NodeStatusUnknown', GONE]);
}

function conditions({ state, pressure }: KubernetesNode) {
  const pressures = Object.entries(PRESSURES).map(
    ([type, [good, goodText, bad, badText]]) => {
      if (state === 'Unknown') {
        return condition(type, ['Unknown', 'NodeStatusUnknown', GONE]);
      }
      return pressure.includes(type)
        ? condition(type, ['True', bad, badText])
        : condition(type, ['False', good, goodText]);
    },
  );
  return [...pressures, readyCondition(state)];
}

function taints({ state, cordoned, roles }: KubernetesNode) {
  const taint = (key: string, effect: string) => ({ key, effect });
  return [
    ...(roles.includes('control-plane')
      ? [taint('node-role.kubernetes.io/control-plane', 'NoSchedule')]
      : []),
    ...(cordoned
      ? [taint('node.kubernetes.io/unschedulable', 'NoSchedule')]
      : []),
    ...(state === 'NotReady'
      ? [taint('node.kubernetes.io/not-ready', 'NoExecute')]
      : []),
    ...(state === 'Unknown'
      ? [taint('node.kubernetes.io/unreachable', 'NoExecute')]
      : []),
  ];
}

export function nodeLabels({ name, roles, labels }: KubernetesNode) {
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    ...Object.fromEntries(
      roles.map(role => [`node-role.kubernetes.io/${role}`, '']),
    ),
    ...labels,
  };
}

/** An item of `GET /api/v1/nodes`. */
export function renderNode(
  cluster: KubernetesCluster,
  node: KubernetesNode,
  revision?: number,
) {
  const { name, cordoned, providerId, systemUuid } = node;
  const subnet = Math.floor(fraction(cluster.name, name) * 255);
  const podCIDR = `10.244.${subnet}.0/24`;
  const words = taints(node);
  const resources = (cpu: string, memory: number, disk: string) => ({
    cpu,
    'ephemeral-storage': disk,
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    memory: kibibytes(memory),
    pods: '110',
  });
  return {
    metadata: {
      ...metadataOf(
        { cluster: cluster.name, resource: 'nodes', name },
        revision,
      ),
      labels: nodeLabels(node),
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
    },
    spec: {
      podCIDR,
      podCIDRs: [podCIDR],
      ...(providerId && { providerID: providerId }),
      ...(cordoned && { unschedulable: true }),
      ...(words.length > 0 && { taints: words }),
    },
    status: {
      capacity: resources(
        String(node.cores),
        node.memory,
        kibibytes(node.disk),
      ),
      // Less than the capacity: some is reserved for the kubelet and the system.
      allocatable: resources(
        millicores(node.cores * 0.97),
        node.memory * 0.95,
        String(Math.round(node.disk * 0.9)),
      ),
      conditions: conditions(node),
      addresses: [
        { type: 'InternalIP', address: address(cluster.name, name) },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        machineID: uuid('machine', cluster.name, name).replaceAll('-', ''),
        systemUUID: systemUuid ?? uuid('system', cluster.name, name),
        bootID: uuid('boot', cluster.name, name),
        kernelVersion: '6.8.0-51-generic',
        osImage: 'Ubuntu 24.04.1 LTS',
        containerRuntimeVersion: 'containerd://2.0.5',
        kubeletVersion: cluster.version,
        kubeProxyVersion: '',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
    },
  };
}
