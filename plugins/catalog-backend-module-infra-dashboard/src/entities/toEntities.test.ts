import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  parseLocationRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  type Entity,
} from '@backstage/catalog-model';
import { toInventory } from '../inventory';
import {
  fakeCatalogCluster,
  fakeClusterStatus,
  fakeConfig,
  fakeNode,
  fakeProvider,
} from '../__testUtils__/fakes';
import { toEntities } from './toEntities';

const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

async function check(entity: Entity) {
  await policy.enforce(entity);
  expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(true);
  for (const key of ['managed-by-location', 'managed-by-origin-location']) {
    const { type, target } = parseLocationRef(
      entity.metadata.annotations![`backstage.io/${key}`],
    );
    expect(type).toBe('infra-dashboard');
    expect(target).not.toBe('');
  }
}

describe('toEntities', () => {
  it('maps a cluster and its nodes', async () => {
    const config = fakeConfig({
      defaultOwner: 'platform',
      namespace: 'infra',
      system: 'hosting',
      rules: [
        {
          cluster: 'k8s-*',
          domain: 'shared/runtime',
          consoleUrl: 'https://console.example/c/{cluster}',
          nodeConsoleUrl: 'https://console.example/c/{cluster}/n/{node}#{id}',
        },
        { node: 'gpu-*', owner: 'user:default/jane', system: 'ml' },
      ],
    });
    const { entities } = toEntities(
      fakeCatalogCluster({
        name: 'k8s-prod',
        displayName: 'Kubernetes (prod)',
        provider: 'kubernetes',
        providerName: 'fleet',
        version: 'v1.36.0',
        owner: 'group:team-k8s',
        nodes: [
          {
            id: 'uid/1',
            name: 'gpu-1',
            metadata: {
              kubeletVersion: 'v1.36.0',
              zone: 'eu 1',
              region: 'eu',
              taints: '3',
              addresses: '10.0.0.1',
            },
          },
          { id: 'uid/2', name: 'w-1' },
        ],
      }),
      config,
    );
    await Promise.all(entities.map(check));
    const location = {
      'backstage.io/managed-by-location': 'infra-dashboard:k8s-prod',
      'backstage.io/managed-by-origin-location': 'infra-dashboard:k8s-prod',
      'infra-dashboard.io/provider': 'kubernetes',
      'infra-dashboard.io/provider-name': 'fleet',
      'infra-dashboard.io/cluster': 'k8s-prod',
    };
    expect(entities).toEqual([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: 'k8s-prod',
          namespace: 'infra',
          title: 'Kubernetes (prod)',
          description: 'Kubernetes cluster',
          labels: { 'infra-dashboard.io/provider': 'kubernetes' },
          annotations: { ...location, 'infra-dashboard.io/version': 'v1.36.0' },
          links: [
            {
              url: 'https://portal.example/infrastructure/clusters/k8s-prod',
              title: 'Infrastructure dashboard',
              icon: 'dashboard',
            },
            {
              url: 'https://console.example/c/k8s-prod',
              title: 'Kubernetes console',
              icon: 'externalLink',
            },
          ],
        },
        spec: {
          type: 'kubernetes-cluster',
          owner: 'group:default/team-k8s',
          system: 'system:default/hosting',
          domain: 'domain:shared/runtime',
        },
      },
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: 'k8s-prod--gpu-1',
          namespace: 'infra',
          title: 'gpu-1',
          description: 'Kubernetes node of Kubernetes (prod)',
          // No label can hold the zone's space; taints and addresses are not slow.
          labels: {
            'infra-dashboard.io/provider': 'kubernetes',
            'infra-dashboard.io/region': 'eu',
          },
          annotations: {
            ...location,
            'infra-dashboard.io/node': 'gpu-1',
            'infra-dashboard.io/kubelet-version': 'v1.36.0',
          },
          links: [
            {
              url: 'https://portal.example/infrastructure/clusters/k8s-prod/nodes/gpu-1',
              title: 'Infrastructure dashboard',
              icon: 'dashboard',
            },
            {
              url: 'https://console.example/c/k8s-prod/n/gpu-1#uid%2F1',
              title: 'Kubernetes console',
              icon: 'externalLink',
            },
          ],
        },
        spec: {
          type: 'kubernetes-node',
          owner: 'user:default/jane',
          system: 'system:default/ml',
          domain: 'domain:shared/runtime',
          dependencyOf: ['resource:infra/k8s-prod'],
        },
      },
      expect.objectContaining({
        metadata: expect.objectContaining({ name: 'k8s-prod--w-1' }),
        spec: expect.objectContaining({ owner: 'group:default/team-k8s' }),
      }),
    ]);
    // Backstage's own Kubernetes plugin adopts what carries these.
    expect(JSON.stringify(entities)).not.toContain('kubernetes.io/api-server');
  });

  it('names the types of all platforms and finds an owner in order', () => {
    const specs = (provider: string, owner?: string, settings = {}) =>
      toEntities(
        fakeCatalogCluster({ provider, owner }),
        fakeConfig(settings),
      ).entities.map(({ spec }) => [spec?.type, spec?.owner]);
    expect(specs('proxmox', 'ops')).toEqual([
      ['proxmox-cluster', 'group:default/ops'],
      ['proxmox-node', 'group:default/ops'],
    ]);
    expect(specs('openstack', 'no: /ref', { defaultOwner: 'b' })).toEqual([
      ['openstack-cluster', 'group:default/b'],
      ['openstack-hypervisor', 'group:default/b'],
    ]);
    expect(specs('nomad')).toEqual([
      ['nomad-cluster', 'unknown'],
      ['nomad-node', 'unknown'],
    ]);
    expect(
      specs('constructor', 'ops', {
        rules: [{ cluster: 'pve-?aris', owner: 'a' }, { owner: 'b' }],
      }),
    ).toEqual([
      ['constructor-cluster', 'group:default/a'],
      ['constructor-node', 'group:default/a'],
    ]);
  });

  it('does not change with usage, health, uptime or state', () => {
    const entitiesOf = (more: Parameters<typeof fakeNode>[2]) => {
      const status = fakeClusterStatus('c', [], {
        nodes: [
          fakeNode('c', 'n1', more),
          fakeNode('c', 'n2', { metadata: { kernelVersion: '6.8' } }),
        ],
        health: more?.health,
        statusReason: more?.statusReason,
      });
      const { clusters } = toInventory({
        clusters: [status],
        providers: [fakeProvider('c')],
      });
      return toEntities(clusters[0], fakeConfig()).entities;
    };
    expect(
      entitiesOf({
        status: 'offline',
        health: 'failed',
        statusReason: 'gone',
        cpu: {},
        uptime: undefined,
        conditions: [{ type: 'Ready', status: 'false', severity: 'error' }],
        workloads: { total: 7 },
        addresses: ['10.9.9.9'],
      }),
    ).toEqual(entitiesOf({ health: 'healthy', workloads: { total: 1 } }));
  });

  it('separates nodes with the same name in one cluster', () => {
    const nodes = [
      { id: 'a', name: 'compute-1' },
      { id: 'b', name: 'compute-1' },
      { id: 'b', name: 'compute-1' },
      { id: 'c', name: 'compute-2' },
    ];
    const names = (list: typeof nodes) =>
      toEntities(fakeCatalogCluster({ nodes: list }), fakeConfig())
        .entities.slice(1)
        .map(({ metadata }) => metadata.name)
        .sort();
    const both = names(nodes);
    expect(both).toHaveLength(3);
    expect(new Set(both).size).toBe(3);
    expect(both).toContain('pve-paris--compute-2');
    expect(names([...nodes].reverse())).toEqual(both);
  });

  it('lets in what the rules let in', () => {
    const config = fakeConfig({
      rules: [
        { cluster: ['lab-*', 'tmp'], include: false },
        { cluster: 'k8s-*', node: 'spot-*', include: false },
        { type: 'openstack', nodes: false },
      ],
    });
    const names = (name: string, provider: string, node: string) => {
      const { entities, nodesAreWanted } = toEntities(
        fakeCatalogCluster({
          name,
          provider,
          nodes: [{ id: '1', name: node }],
        }),
        config,
      );
      return [nodesAreWanted, ...entities.map(e => e.metadata.name)];
    };
    expect(names('lab-1', 'proxmox', 'n')).toEqual([false]);
    expect(names('tmp', 'proxmox', 'n')).toEqual([false]);
    expect(names('k8s-a', 'kubernetes', 'spot-1')).toEqual([true, 'k8s-a']);
    expect(names('os', 'openstack', 'spot-1')).toEqual([false, 'os']);
    expect(names('pve', 'proxmox', 'spot-1')).toEqual([
      true,
      'pve',
      'pve--spot-1',
    ]);
  });

  it('makes valid entities of hostile names', async () => {
    const hostile = [
      'x'.repeat(200),
      '日本\u0000\ud800 <b>',
      ['javascript', 'alert(1)'].join(':'),
      '../../etc',
      '\u202e\u200b',
      '\u0000',
      ' ',
    ];
    const config = fakeConfig({
      rules: [
        {
          consoleUrl: 'https://{cluster}.example/',
          nodeConsoleUrl: 'https://c.example/?n={node}',
        },
      ],
    });
    for (const name of hostile) {
      const { entities } = toEntities(
        fakeCatalogCluster({
          name,
          displayName: name,
          owner: name,
          version: name,
          nodes: hostile.map((node, index) => ({
            id: String(index),
            name: node,
            metadata: { zone: node, kernelVersion: node },
          })),
        }),
        config,
      );
      expect(entities).toHaveLength(hostile.length + 1);
      await Promise.all(entities.map(check));
      expect(JSON.stringify(entities)).not.toMatch(/\\u0000|\\ud800/);
    }
  });

  it('maps names and facts of a megabyte in linear time', async () => {
    const fill = (unit: string) =>
      unit.repeat(1024 * 1024).slice(0, 1024 * 1024);
    const config = fakeConfig({
      rules: [
        { cluster: '*-*-*-x', owner: 'wrong' },
        { node: '*?-*?-*?-x', owner: 'wrong' },
        { cluster: '*-*-*-*', owner: 'right' },
      ],
    });
    const before = process.cpuUsage();
    for (const unit of ['a-', '\u0301\u0323', '\u0000']) {
      const name = `a-b-c-${fill(unit)}`;
      const { entities } = toEntities(
        fakeCatalogCluster({
          name,
          displayName: fill(unit),
          nodes: [fakeNode(name, name, { metadata: { osImage: fill(unit) } })],
        }),
        config,
      );
      expect(entities).toHaveLength(2);
      for (const entity of entities) {
        await check(entity);
        expect(entity.metadata.name.length).toBeLessThanOrEqual(63);
        expect(entity.spec!.owner).toBe('group:default/right');
      }
    }
    const { user, system } = process.cpuUsage(before);
    // A regular expression or a normalization takes minutes.
    expect((user + system) / 1_000).toBeLessThan(60_000);
  });
});
