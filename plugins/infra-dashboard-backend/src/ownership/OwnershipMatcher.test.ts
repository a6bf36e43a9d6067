import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { fakeWorkload } from '../testing/FakeProvider';
import { createRegistry } from '../testing/createRegistry';
import { createReport } from '../testing/createReport';
import {
  API,
  CATALOG,
  entity,
  guest,
  pod,
  SHOP,
} from './__testUtils__/catalog';
import { OWNERSHIP_CASES } from './__testUtils__/ownershipCases';
import { toOwnerEntity } from './OwnerEntity';
import { OwnershipMatcher } from './OwnershipMatcher';
import { OwnershipVocabulary } from './OwnershipVocabulary';
import { readOwnershipConfig } from './readOwnershipConfig';

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

describe('OwnershipMatcher', () => {
  it.each(OWNERSHIP_CASES)(
    'takes %s',
    (_title, workload, entityRefs, ownerRef) => {
      expect(report.issues).toEqual([]);
      const { ownerSource, ...found } = matcher.match(workload);
      expect(found).toEqual({
        ...(entityRefs.length > 0 && { entityRefs }),
        ...(ownerRef && { ownerRef }),
      });
      expect(ownerSource !== undefined).toBe(ownerRef !== undefined);
    },
  );

  it('tells what has found the owner', () => {
    const sourceOf = (...args: Parameters<typeof matcher.match>) =>
      matcher.match(...args).ownerSource;
    expect(sourceOf(pod({ labels: { 'example.com/app': 'web-shop' } }))).toBe(
      'rule',
    );
    expect(sourceOf(guest({ tags: ['team_it'] }))).toBe('rule');
    expect(
      sourceOf(pod({ labels: { 'app.kubernetes.io/name': 'web-shop' } })),
    ).toBe('label');
    expect(sourceOf(pod({}), 'platform')).toBe('default');
    expect(sourceOf(pod({}))).toBeUndefined();
  });

  it('takes the owner of the cluster as the last resort', () => {
    expect(matcher.match(pod({}), 'Platform')).toEqual({
      ...{ ownerRef: 'group:default/platform', ownerSource: 'default' },
    });
    expect(matcher.match(guest({ tags: ['team_it'] }), 'platform')).toEqual({
      ...{ ownerRef: 'group:default/it', ownerSource: 'rule' },
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
