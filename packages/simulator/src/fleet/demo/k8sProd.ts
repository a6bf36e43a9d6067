import { uuid } from '../derive';
import { GIB, type ClusterInput } from '../schema';

/** Id of the instance in os-eu that a node is. */
const instance = (name: string) => uuid('os-eu', 'server', 'kubernetes', name);

const pods = (
  deployment: string,
  options: {
    namespace: string;
    nodes: string[];
    component: string;
    image: string;
    cores?: number;
  },
) =>
  options.nodes.map((node, index) => ({
    name: `${deployment}-7c9f8d6b5-${'bcdfghjk'[index]}x${index}k2`,
    node,
    namespace: options.namespace,
    deployment,
    image: options.image,
    cores: options.cores ?? 0.5,
    memory: 0.5 * GIB,
    load: 0.25,
    labels: {
      app: deployment,
      'app.kubernetes.io/name': deployment,
      'backstage.io/kubernetes-id': options.component,
    },
  }));

/**
 * Five nodes, one cordoned and one short of memory; some pods are failing. Two nodes are
 * virtual machines in pve-paris, two are instances in os-eu, and one is on bare metal.
 */
export const k8sProd: ClusterInput = {
  name: 'k8s-prod',
  type: 'kubernetes',
  nodes: [
    {
      name: 'control-1',
      cores: 4,
      memory: 16 * GIB,
      roles: ['control-plane'],
      load: 0.22,
      systemUuid: instance('k8s-prod-control-1'),
    },
    {
      name: 'worker-1',
      cores: 8,
      memory: 32 * GIB,
      load: 0.48,
      memoryLoad: 0.62,
      providerId: 'proxmox://pve-paris/201',
    },
    {
      name: 'worker-2',
      cores: 8,
      memory: 32 * GIB,
      load: 0.39,
      memoryLoad: 0.58,
      providerId: 'proxmox://pve-paris/202',
    },
    {
      name: 'worker-3',
      cores: 8,
      memory: 32 * GIB,
      cordoned: true,
      load: 0.04,
      memoryLoad: 0.12,
      providerId: 'metal3://metal3/k8s-prod-worker-3/k8s-prod-worker-3',
    },
    {
      name: 'worker-4',
      cores: 8,
      memory: 32 * GIB,
      load: 0.81,
      memoryLoad: 0.91,
      pressure: ['MemoryPressure'],
      providerId: `openstack:///${instance('k8s-prod-worker-4')}`,
    },
  ],
  workloads: [
    ...pods('payments-api', {
      namespace: 'payments',
      nodes: ['worker-1', 'worker-2', 'worker-4'],
      component: 'payments-api',
      image: 'registry.example/payments/api:2.14.1',
    }),
    ...pods('web-shop', {
      namespace: 'shop',
      nodes: ['worker-1', 'worker-2'],
      component: 'web-shop',
      image: 'registry.example/shop/web:5.0.3',
    }),
    ...pods('coredns', {
      namespace: 'kube-system',
      nodes: ['control-1', 'worker-1'],
      component: 'coredns',
      image: 'registry.example/coredns:1.12',
      cores: 0.1,
    }),
    {
      name: 'recommendations-6d5c9f7b8-q8z4n',
      node: 'worker-4',
      namespace: 'shop',
      deployment: 'recommendations',
      state: 'CrashLoopBackOff',
      restarts: 37,
      image: 'registry.example/shop/recommendations:0.9.0',
      cores: 1,
      labels: {
        app: 'recommendations',
        'backstage.io/kubernetes-id': 'web-shop',
      },
    },
    {
      name: 'invoice-job-29384756-x7k2p',
      node: 'worker-2',
      namespace: 'payments',
      state: 'Completed',
      owner: {
        kind: 'Job',
        name: 'invoice-job-29384756',
        cronJob: 'invoice-job',
      },
      image: 'registry.example/payments/invoice:1.3',
      labels: { 'job-name': 'invoice-job-29384756' },
    },
    {
      name: 'reports-5f6d7c8b9-m2v7t',
      namespace: 'payments',
      deployment: 'reports',
      state: 'Pending',
      cores: 12,
      memory: 64 * GIB,
      labels: {
        app: 'reports',
        'backstage.io/kubernetes-id': 'payments-api',
      },
    },
    {
      name: 'payments-queue-0',
      node: 'worker-2',
      namespace: 'payments',
      owner: { kind: 'StatefulSet', name: 'payments-queue' },
      image: 'registry.example/payments/queue:3.2',
      sidecar: true,
      cores: 1,
      memory: 2 * GIB,
      restarts: 1,
      labels: {
        app: 'payments-queue',
        'backstage.io/kubernetes-id': 'payments-api',
      },
    },
    ...['control-1', 'worker-1', 'worker-2', 'worker-3', 'worker-4'].map(
      (node, index) => ({
        name: `log-agent-${'bcdfg'[index]}7x2p`,
        node,
        namespace: 'kube-system',
        owner: { kind: 'DaemonSet' as const, name: 'log-agent' },
        image: 'registry.example/log-agent:2.1',
        cores: 0.1,
        memory: 0.125 * GIB,
        labels: { app: 'log-agent' },
      }),
    ),
    {
      name: 'old-session-6b7c8d9f4-w2k9d',
      node: 'worker-4',
      namespace: 'shop',
      deployment: 'old-session',
      state: 'Evicted',
      labels: { app: 'old-session', 'backstage.io/kubernetes-id': 'web-shop' },
    },
    {
      name: 'search-84b6c7d5f-p9r3w',
      node: 'worker-2',
      namespace: 'shop',
      deployment: 'search',
      state: 'ImagePullBackOff',
      image: 'registry.example/shop/search:latst',
      labels: { app: 'search', 'backstage.io/kubernetes-id': 'web-shop' },
    },
  ],
};
