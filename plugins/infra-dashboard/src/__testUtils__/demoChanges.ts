import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

const PARIS = { cluster: 'pve-paris', provider: 'proxmox' };
const PROD = { cluster: 'k8s-prod', provider: 'kubernetes' };
const EU = { cluster: 'os-eu', provider: 'openstack' };

const SHOP = {
  ownerRef: 'group:default/shop',
  entityRefs: ['component:default/web-shop'],
};

const FILE_SERVER = {
  id: 'pve-paris/qemu/123',
  name: 'file-server',
  type: 'qemu',
};

type DemoChange = Omit<Change, 'at' | 'count' | 'id' | 'until'> & {
  /** Minutes before now. */
  ago: number;
  count?: number;
  /** Minutes before now of the last one. */
  lastAgo?: number;
};

/** One change of each kind, the latest first. */
const CHANGES: DemoChange[] = [
  {
    ...PARIS,
    ...{ ago: 2, kind: 'health', from: 'healthy', to: 'failed' },
    ...{ node: 'pve2', workload: FILE_SERVER, status: 'io-error' },
    statusReason:
      'Halted by an input/output error, most often of a full storage',
    ownerRef: 'group:default/storage',
  },
  {
    ...PROD,
    ...SHOP,
    ...{ ago: 6, kind: 'images' },
    ...{ from: 'registry.example/shop/web:5.0.2' },
    ...{ to: 'registry.example/shop/web:5.0.3' },
    workload: {
      ...{ id: '2ccaf73b-4cd9-4d26-8da9-963116fc1e89', name: 'web-shop' },
      ...{ namespace: 'shop', type: 'deployment', controller: 'Deployment' },
    },
  },
  {
    ...PROD,
    ...SHOP,
    ...{ ago: 7, kind: 'added', count: 12 },
    workload: {
      ...{ name: 'web-shop', namespace: 'shop', controller: 'Deployment' },
      type: 'pod',
    },
  },
  {
    ...PARIS,
    ...{ ago: 15, kind: 'moved', from: 'pve1', to: 'pve2', node: 'pve2' },
    workload: { id: 'pve-paris/qemu/102', name: 'web-shop-2', type: 'qemu' },
    ...SHOP,
  },
  {
    ...PARIS,
    ...{ ago: 21, kind: 'health', from: 'healthy', to: 'failed', node: 'pve3' },
    statusReason: 'Offline: the other members do not see it',
  },
  {
    cluster: 'k8s-edge',
    provider: 'kubernetes',
    ...{ ago: 44, kind: 'connection', to: 'UNREACHABLE' },
    statusReason: 'Kubernetes refused the connection',
  },
  {
    ...PROD,
    ...{ ago: 80, lastAgo: 52, count: 5, kind: 'health' },
    ...{ from: 'healthy', to: 'degraded', node: 'worker-4' },
    statusReason: 'kubelet has MemoryPressure',
  },
  {
    ...EU,
    ...{ ago: 200, kind: 'owner' },
    ...{ from: 'group:default/team-a', to: 'group:default/team-b' },
    ownerRef: 'group:default/team-b',
    workload: {
      ...{ id: '24c1ed96-1d45-4036-88f3-93a3d038c141', name: 'analytics' },
      ...{ namespace: 'data', type: 'instance' },
    },
  },
  {
    ...EU,
    ...{ ago: 300, kind: 'status', from: 'ACTIVE', to: 'SHUTOFF' },
    status: 'SHUTOFF',
    workload: {
      ...{ id: '5e6f2498-24cb-43a1-8d42-aee6a160862b', name: 'batch-night' },
      ...{ namespace: 'data', type: 'instance' },
    },
  },
  {
    ...PARIS,
    ...{ ago: 2_000, kind: 'removed' },
    workload: { id: 'pve-paris/qemu/140', name: 'old-build', type: 'qemu' },
  },
  {
    ...PROD,
    ...{ ago: 4_000, kind: 'version', from: 'v1.36.1', to: 'v1.36.2' },
  },
  {
    cluster: 'pve-lab',
    provider: 'proxmox',
    ...{ ago: 20_000, kind: 'connection' },
  },
];

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

/** A change log of the demo fleet. */
export function demoChanges(): Change[] {
  return CHANGES.map(({ ago, count = 1, lastAgo, ...change }, index) => ({
    ...change,
    id: String(1_000 - index),
    at: minutesAgo(ago),
    ...(lastAgo !== undefined && { until: minutesAgo(lastAgo) }),
    count,
  }));
}
