import { toInventory } from '../inventory';
import { checkEntity } from '../__testUtils__/checkEntity';
import {
  fakeCatalogCluster,
  fakeClusterStatus,
  fakeConfig,
  fakeNode,
  fakeProvider,
} from '../__testUtils__/fakes';
import { toEntities } from './toEntities';

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
    await Promise.all(entities.map(checkEntity));
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
});
