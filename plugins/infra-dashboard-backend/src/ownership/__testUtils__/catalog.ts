import type { Entity } from '@backstage/catalog-model';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { fakeWorkload } from '../../testing/FakeProvider';

export function entity(
  ref: string,
  more: { annotations?: Record<string, string>; spec?: object } = {},
): Entity {
  const [kind, namespace, name] = ref.split(/[:/]/);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace, name, annotations: more.annotations },
    spec: { owner: 'payments', ...more.spec } as Entity['spec'],
  };
}

export const CATALOG = [
  entity('Component:default/payments-api', {
    annotations: { 'backstage.io/kubernetes-id': 'pay-api' },
    spec: { owner: 'payments', system: 'shop' },
  }),
  entity('Component:default/web-shop', {
    spec: { owner: 'group:default/web', system: 'shop' },
  }),
  entity('Component:default/ledger', {
    annotations: {
      'backstage.io/kubernetes-id': 'ledger',
      'backstage.io/kubernetes-label-selector': 'app in (ledger,books),!canary',
      'backstage.io/kubernetes-namespace': 'finance',
      'backstage.io/kubernetes-cluster': 'k8s-prod',
    },
    spec: { owner: 'user:default/ada' },
  }),
  entity('Component:default/cache', {
    annotations: {
      'infra-dashboard.io/workload-selector':
        'workload.tag=redis,workload.provider in (proxmox,openstack),tier!=test',
    },
  }),
  entity('Component:default/named', {
    annotations: {
      'infra-dashboard.io/workloads':
        'pve-paris/qemu/105, os-eu/instance/9A1B, k8s-prod/deployment/payments/gateway, nonsense',
    },
  }),
  entity('Component:other/elsewhere'),
  entity('Component:default/twice', { spec: { owner: 'group:default/one' } }),
  entity('Component:other/twice', { spec: { owner: 'group:default/two' } }),
  entity('System:default/shop', { spec: { owner: 'web', domain: 'commerce' } }),
  entity('System:default/twice-system'),
  entity('Domain:default/commerce'),
  entity('Resource:default/disk', {
    annotations: { 'infra-dashboard.io/workload-selector': 'disk-id' },
  }),
  entity('Component:default/greedy', {
    annotations: {
      'infra-dashboard.io/workload-selector': 'tier!=test',
      'backstage.io/kubernetes-label-selector': 'a in (',
    },
  }),
  entity('Group:default/payments', { spec: { parent: 'it', children: [] } }),
  entity('Group:default/it', { spec: { children: ['web'] } }),
  entity('Group:default/web', { spec: { children: [] } }),
];

export const pod = (more: Partial<Workload>) =>
  fakeWorkload('k8s-prod', 'pod', {
    provider: 'kubernetes',
    type: 'pod',
    namespace: 'payments',
    ...more,
  });
export const guest = (more: Partial<Workload>) =>
  fakeWorkload('pve-paris', 'vm', {
    id: 'pve-paris/qemu/200',
    provider: 'proxmox',
    type: 'qemu',
    ...more,
  });
export const server = (more: Partial<Workload>) =>
  fakeWorkload('os-eu', 'vm', {
    id: 'x',
    provider: 'openstack',
    type: 'instance',
    ...more,
  });

export const API = 'component:default/payments-api';
export const SHOP = 'component:default/web-shop';
