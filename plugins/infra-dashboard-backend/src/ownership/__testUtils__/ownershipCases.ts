import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { API, guest, pod, server, SHOP } from './catalog';

/** Title, workload, expected entities and expected owner. */
export const OWNERSHIP_CASES: Array<
  [string, Workload, string[], string | undefined]
> = [
  [
    'the label backstage.io/kubernetes-id by the annotation of the entity',
    pod({ labels: { 'backstage.io/kubernetes-id': 'pay-api' } }),
    [API],
    'group:default/payments',
  ],
  [
    'the annotation of the same name, which is stored as metadata',
    pod({ metadata: { 'backstage.io/kubernetes-id': 'pay-api' } }),
    [API],
    'group:default/payments',
  ],
  [
    'the id as the name of a component that has no annotation',
    pod({ labels: { 'backstage.io/kubernetes-id': 'web-shop' } }),
    [SHOP],
    'group:default/web',
  ],
  [
    'app.kubernetes.io/name where there is such a component',
    pod({ labels: { 'app.kubernetes.io/name': 'web-shop' } }),
    [SHOP],
    'group:default/web',
  ],
  [
    'app.kubernetes.io/instance where the name is that of a chart',
    pod({
      labels: {
        'app.kubernetes.io/name': 'postgresql',
        'app.kubernetes.io/instance': 'web-shop',
        'app.kubernetes.io/part-of': 'shop',
      },
    }),
    [SHOP],
    'group:default/web',
  ],
  [
    'app.kubernetes.io/part-of as a system',
    pod({ labels: { 'app.kubernetes.io/part-of': 'shop' } }),
    ['system:default/shop'],
    'group:default/web',
  ],
  [
    'no convention if there is an explicit claim',
    pod({
      labels: {
        'app.kubernetes.io/name': 'web-shop',
        'backstage.io/kubernetes-id': 'pay-api',
      },
    }),
    [API],
    'group:default/payments',
  ],
  [
    'nothing by labels that name no entity',
    pod({
      labels: {
        'app.kubernetes.io/name': 'redis',
        'backstage.io/kubernetes-id': 'gone',
      },
    }),
    [],
    undefined,
  ],
  [
    'no bare label or tag that happens to be a name',
    pod({ labels: { app: 'web-shop' }, tags: ['web-shop'] }),
    [],
    undefined,
  ],
  [
    'the label selector of an entity, in its namespace and cluster',
    pod({ labels: { app: 'books' }, namespace: 'finance' }),
    ['component:default/ledger'],
    'user:default/ada',
  ],
  [
    'no label selector in another namespace',
    pod({ labels: { app: 'books' } }),
    [],
    undefined,
  ],
  [
    'no label selector in another cluster',
    {
      ...pod({ labels: { app: 'books' }, namespace: 'finance' }),
      cluster: 'x',
    },
    [],
    undefined,
  ],
  [
    'all conditions of a selector',
    pod({ labels: { app: 'books', canary: '1' }, namespace: 'finance' }),
    [],
    undefined,
  ],
  [
    'the selector in place of the id, as the Kubernetes tab does',
    pod({
      labels: { 'backstage.io/kubernetes-id': 'ledger' },
      namespace: 'finance',
    }),
    [],
    undefined,
  ],
  [
    'tags of Proxmox VE, which are in lower case',
    guest({ tags: ['prod', 'component-web-shop', 'backstage-pay-api'] }),
    [API, SHOP],
    'group:default/payments',
  ],
  [
    'a tag that names a system',
    guest({ tags: ['system-shop'] }),
    ['system:default/shop'],
    'group:default/web',
  ],
  [
    'a pool that names a component',
    guest({ namespace: 'component-web-shop' }),
    [SHOP],
    'group:default/web',
  ],
  [
    'metadata of OpenStack, whose keys hold no slash',
    server({ labels: { backstage_io_kubernetes_id: 'pay-api' } }),
    [API],
    'group:default/payments',
  ],
  [
    'a full reference in metadata of OpenStack',
    server({ labels: { 'backstage.component': 'other/elsewhere' } }),
    ['component:other/elsewhere'],
    'group:other/payments',
  ],
  [
    'a bare name as the only one of another namespace',
    server({ labels: { backstage_component: 'elsewhere' } }),
    ['component:other/elsewhere'],
    'group:other/payments',
  ],
  [
    'a bare name that occurs twice as the one of the default namespace',
    server({ labels: { backstage_component: 'twice' } }),
    ['component:default/twice'],
    'group:default/one',
  ],
  [
    'a selector over tags and platforms',
    guest({ tags: ['redis'] }),
    ['component:default/cache'],
    'group:default/payments',
  ],
  [
    'a selector that excludes by a label',
    server({ tags: ['redis'], labels: { tier: 'test' } }),
    [],
    'group:default/cloud',
  ],
  [
    'a guest by its vmid',
    guest({ id: 'pve-paris/qemu/105' }),
    ['component:default/named'],
    'group:default/payments',
  ],
  [
    'an instance by its id, in either case',
    server({ id: '9a1b' }),
    ['component:default/named'],
    'group:default/payments',
  ],
  [
    'the pods of a deployment by its name',
    pod({ owner: { kind: 'Deployment', name: 'gateway' } }),
    ['component:default/named'],
    'group:default/payments',
  ],
  [
    'no deployment of that name in another namespace',
    pod({ namespace: 'x', owner: { kind: 'Deployment', name: 'gateway' } }),
    [],
    undefined,
  ],
  [
    'a resource that claims by a label being there',
    pod({ labels: { 'disk-id': '' } }),
    ['resource:default/disk'],
    'group:default/payments',
  ],
  [
    'an additional label of the organization',
    pod({ labels: { 'example.com/app': 'web-shop' } }),
    [SHOP],
    'group:default/web',
  ],
  [
    'a full reference of another kind by no template',
    pod({ labels: { 'example.com/app': 'system:default/shop' } }),
    [],
    undefined,
  ],
  [
    'an owner by an additional tag of the organization',
    guest({ tags: ['team_it'] }),
    [],
    'group:default/it',
  ],
  [
    'a project by a rule for its platform',
    server({ namespace: 'web-shop-prod' }),
    [SHOP],
    'group:default/web',
  ],
  [
    'no namespace of another platform by that rule',
    pod({ namespace: 'web-shop-prod' }),
    [],
    undefined,
  ],
  [
    'an owner by the default of nested pools',
    guest({ namespace: 'shop/web' }),
    [],
    'group:default/web',
  ],
  [
    'an entity and its owner by the default of a namespace',
    pod({ namespace: 'legacy' }),
    ['system:default/shop'],
    'group:default/web',
  ],
  [
    'an owner by the default of a platform',
    server({}),
    [],
    'group:default/cloud',
  ],
  [
    'keys that every object has as nothing special',
    pod({
      labels: { constructor: 'pay-api', 'workload.tag': 'redis' },
      tags: ['__proto__'],
    }),
    [],
    undefined,
  ],
];
