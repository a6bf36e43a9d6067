import type { Entity } from '@backstage/catalog-model';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { fakeWorkload } from '../testing/FakeProvider';
import { toOwnerEntity } from './OwnerEntity';
import { OwnershipMatcher } from './OwnershipMatcher';
import { OwnershipVocabulary } from './OwnershipVocabulary';
import { createRegistry } from '../testing/createRegistry';
import { createReport } from '../testing/createReport';
import { readOwnershipConfig } from './readOwnershipConfig';

function entity(
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

const CATALOG = [
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

const report = createReport({
  ownership: {
    rules: [
      {
        label: 'example.com/app',
        entityRef: 'component:default/{value}',
      },
      { tag: 'team_{value}', owner: '{value}' },
      {
        namespace: '{value}-prod',
        provider: 'openstack',
        entityRef: 'component:{value}',
      },
      { metadata: 'system', entityRef: 'system:default/{value}' },
    ],
    defaults: [
      { namespace: 'shop/*', cluster: 'pve-paris', owner: 'web' },
      { namespace: 'legacy', entityRef: 'system:default/shop' },
      { namespace: 'legacy', owner: 'group:default/never' },
      { provider: 'openstack', owner: 'group:default/cloud' },
    ],
  },
});
const config = readOwnershipConfig(report);
const vocabulary = new OwnershipVocabulary(createRegistry().ownership);
const matcher = new OwnershipMatcher(
  CATALOG.map(one => toOwnerEntity(one, vocabulary)!),
  config,
  vocabulary,
);

const pod = (more: Partial<Workload>) =>
  fakeWorkload('k8s-prod', 'pod', {
    provider: 'kubernetes',
    type: 'pod',
    namespace: 'payments',
    ...more,
  });
const guest = (more: Partial<Workload>) =>
  fakeWorkload('pve-paris', 'vm', {
    id: 'pve-paris/qemu/200',
    provider: 'proxmox',
    type: 'qemu',
    ...more,
  });
const server = (more: Partial<Workload>) =>
  fakeWorkload('os-eu', 'vm', {
    id: 'x',
    provider: 'openstack',
    type: 'instance',
    ...more,
  });

const API = 'component:default/payments-api';
const SHOP = 'component:default/web-shop';

describe('OwnershipMatcher', () => {
  it.each<[string, Workload, string[], string | undefined]>([
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
  ])('takes %s', (_title, workload, entityRefs, ownerRef) => {
    expect(report.issues).toEqual([]);
    expect(matcher.match(workload)).toEqual({
      ...(entityRefs.length > 0 && { entityRefs }),
      ...(ownerRef && { ownerRef }),
    });
  });

  it('takes the owner of the cluster as the last resort', () => {
    expect(matcher.match(pod({}), 'Platform')).toEqual({
      ownerRef: 'group:default/platform',
    });
    expect(matcher.match(guest({ tags: ['team_it'] }), 'platform')).toEqual({
      ownerRef: 'group:default/it',
    });
    expect(matcher.match(pod({}), 'not a:ref/at/all')).toEqual({});
  });

  it('knows what is part of an entity, down to components and groups', () => {
    const { directory } = matcher;
    expect([...directory.withParts('domain:default/commerce')]).toEqual([
      'domain:default/commerce',
      'system:default/shop',
      API,
      SHOP,
    ]);
    expect([...directory.withParts('group:default/it')].sort()).toEqual([
      'group:default/it',
      'group:default/payments',
      'group:default/web',
    ]);
    expect([...directory.withParts(SHOP)]).toEqual([SHOP]);
  });

  it('ends where entities are part of each other', () => {
    const circle = new OwnershipMatcher(
      ['a', 'b'].map(
        (name, index) =>
          toOwnerEntity(
            entity(`Component:default/${name}`, {
              spec: { subcomponentOf: ['b', 'a'][index] },
            }),
            vocabulary,
          )!,
      ),
      { rules: [], defaults: [] },
      vocabulary,
    );
    expect(circle.directory.withParts('component:default/a').size).toBe(2);
  });
});

describe('OwnershipMatcher with a platform that is not built in', () => {
  it('uses the annotations and labels that the platform declares', () => {
    const declared = new OwnershipVocabulary(
      new Map([
        [
          'nomad',
          {
            annotations: {
              id: 'example.com/nomad-job',
              namespace: 'example.com/nomad-namespace',
            },
            idKeys: ['job'],
            conventions: [{ label: 'group', kind: 'part' as const }],
            namespaceIsTag: true,
          },
        ],
      ]),
    );
    const nomad = new OwnershipMatcher(
      [
        entity('Component:default/shop', {
          annotations: {
            'example.com/nomad-job': 'shop-v2',
            'example.com/nomad-namespace': 'prod',
          },
        }),
        entity('System:default/billing'),
      ].map(one => toOwnerEntity(one, declared)!),
      { rules: [], defaults: [] },
      declared,
    );
    const refsOf = (more: Partial<Workload>) =>
      nomad.match(fakeWorkload('n', 'a', more)).entityRefs;
    const shop = ['component:default/shop'];
    const labels = { job: 'shop-v2' };
    expect(refsOf({ labels, namespace: 'prod' })).toEqual(shop);
    expect(refsOf({ labels, namespace: 'test' })).toBeUndefined();
    expect(refsOf({ metadata: labels, namespace: 'prod' })).toEqual(shop);
    expect(refsOf({ labels: { group: 'billing' } })).toEqual([
      'system:default/billing',
    ]);
    expect(refsOf({ namespace: 'system-billing' })).toEqual([
      'system:default/billing',
    ]);
    // Keys of platforms that are not installed mean nothing.
    expect(
      refsOf({ labels: { 'backstage.io/kubernetes-id': 'shop-v2' } }),
    ).toBeUndefined();
  });
});

describe('OwnershipMatcher at size', () => {
  it('matches 50,000 workloads against 5,000 components in the time of a test', () => {
    const entities = Array.from({ length: 5_000 }, (_, index) =>
      entity(`Component:default/service-${index}`, {
        annotations: {
          'backstage.io/kubernetes-id': `service-${index}`,
          ...(index % 2 && {
            'backstage.io/kubernetes-label-selector': `env=prod,app=service-${index}`,
          }),
          ...(index % 5 === 0 && {
            'infra-dashboard.io/workload-selector': `env,workload.tag=svc-${index}`,
          }),
          ...(index % 7 === 0 && {
            'infra-dashboard.io/workloads': `k8s-prod/deployment/ns/d-${index}`,
          }),
        },
        spec: { system: `system-${index % 100}` },
      }),
    );
    const workloads = Array.from({ length: 50_000 }, (_, index) =>
      pod({
        id: `uid-${index}`,
        name: `service-${index % 6_000}-pod-${index}`,
        labels: {
          env: 'prod',
          app: `service-${index % 6_000}`,
          'app.kubernetes.io/name': `service-${index % 6_000}`,
          'app.kubernetes.io/version': '1.2.3',
          'app.kubernetes.io/managed-by': 'Helm',
          'pod-template-hash': `${index}`,
        },
        tags: [`svc-${index % 6_000}`],
        owner: { kind: 'Deployment', name: `d-${index % 6_000}` },
      }),
    );
    const read = entities.map(one => toOwnerEntity(one, vocabulary)!);
    // Half a second on an idle machine; quadratic work would take minutes.
    const big = new OwnershipMatcher(read, config, vocabulary);
    let matched = 0;
    for (const workload of workloads) {
      if (big.match(workload, 'group:default/platform').entityRefs)
        matched += 1;
    }
    expect(matched).toBeGreaterThan(40_000);
  });
});
