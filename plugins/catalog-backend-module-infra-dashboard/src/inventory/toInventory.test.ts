import {
  fakeClusterStatus,
  fakeNode,
  fakePlatforms,
  fakeProvider,
} from '../__testUtils__/fakes';
import { toInventory } from './toInventory';

const providers = [fakeProvider('a', { owner: 'group:default/ops' })];

describe('toInventory', () => {
  it('takes clusters with good data only', () => {
    const observedAt = '2026-09-01T12:00:00.000Z';
    const error = { code: 'TIMEOUT', message: 'Too slow' } as const;
    const inventory = toInventory({
      providers,
      clusters: [
        fakeClusterStatus('a', ['n1'], {
          freshness: { state: 'fresh', observedAt },
        }),
        fakeClusterStatus('stale', ['n1'], {
          freshness: { state: 'stale', observedAt },
        }),
        fakeClusterStatus('erring', ['n1'], { error }),
        fakeClusterStatus('pending', [], { freshness: { state: 'pending' } }),
        fakeClusterStatus('disabled', [], { freshness: { state: 'disabled' } }),
        fakeClusterStatus('undated', ['n1'], { freshness: { state: 'fresh' } }),
        { ...fakeClusterStatus('no-nodes', []), nodes: undefined },
        {
          ...fakeClusterStatus('invalid', []),
          nodes: [fakeNode('invalid', 'n1'), { id: 7 }],
        },
        {
          ...fakeClusterStatus('newer', ['n1']),
          error: { code: 'INVENTED', text: 'a later version' },
        },
      ],
    });
    expect(inventory).toEqual({
      clusters: [
        expect.objectContaining({
          name: 'a',
          owner: 'group:default/ops',
          observedAt: Date.parse(observedAt),
          nodesAreComplete: true,
          factsAreComplete: true,
        }),
      ],
      unread: [
        'stale',
        'erring',
        'pending',
        'disabled',
        'undated',
        'no-nodes',
        'invalid',
        'newer',
      ],
      failingProviders: [],
      disabledProviders: [],
      listIsComplete: true,
    });
  });

  it('takes the owner of the provider for each of its clusters', () => {
    const { clusters } = toInventory({
      providers,
      clusters: [
        fakeClusterStatus('a-east', ['n1'], { providerName: 'a' }),
        // Older backends do not report it.
        fakeClusterStatus('a', ['n1']),
        fakeClusterStatus('b', ['n1'], { providerName: 'b' }),
      ],
    });
    expect(
      clusters.map(({ name, providerName, owner }) => [
        ...[name, providerName, owner],
      ]),
    ).toEqual([
      ['a-east', 'a', 'group:default/ops'],
      ['a', 'a', 'group:default/ops'],
      ['b', 'b', undefined],
    ]);
  });

  it('takes names from the descriptor of the platform, else from its type', () => {
    const namesOf = (platforms?: unknown[]) => {
      const { clusters } = toInventory({
        providers,
        clusters: ['openstack', 'nomad'].map(provider =>
          fakeClusterStatus('a', ['n1'], { provider }),
        ),
        platforms,
      });
      return clusters.map(({ platform: { facts: _, ...names } }) =>
        Object.values(names),
      );
    };
    expect(
      namesOf([
        ...fakePlatforms,
        {
          type: 'nomad',
          title: 'Nomad',
          terms: { node: 'client' },
          catalog: { cluster: 'nomad-region' },
        },
      ]),
    ).toEqual([
      ['OpenStack', 'openstack-cluster', 'openstack-hypervisor', 'hypervisor'],
      ['Nomad', 'nomad-region', 'nomad-node', 'client'],
    ]);
    // The backend of an older version, or a descriptor that is not understood.
    for (const platforms of [undefined, [{ type: 'openstack', title: 7 }]]) {
      expect(namesOf(platforms)).toEqual([
        ['openstack', 'openstack-cluster', 'openstack-node', 'node'],
        ['nomad', 'nomad-cluster', 'nomad-node', 'node'],
      ]);
    }
  });

  it('takes from the backend whether nodes and facts may be missing', () => {
    const of = (more: object, nodes = ['n']) => {
      const cluster = { ...fakeClusterStatus('a', nodes), ...more };
      const [read] = toInventory({ providers, clusters: [cluster] }).clusters;
      return [read.nodesAreComplete, read.factsAreComplete];
    };
    const complete = { nodes: true, facts: true, workloads: true };
    expect(of({ complete })).toEqual([true, true]);
    expect(of({ complete: { ...complete, workloads: false } })).toEqual([
      true,
      true,
    ]);
    expect(of({ complete: { ...complete, nodes: false } })).toEqual([
      false,
      true,
    ]);
    expect(of({ complete: { ...complete, facts: false } })).toEqual([
      true,
      false,
    ]);
    // No cluster is without nodes.
    expect(of({ complete }, [])).toEqual([false, true]);
    // A backend of before, and one to come.
    expect(of({ complete: undefined })).toEqual([false, false]);
    expect(of({ complete: true })).toEqual([false, false]);
    expect(of({ complete: { nodes: 'yes', facts: 1 } })).toEqual([
      false,
      false,
    ]);
    // Codes are for people.
    const limitations = ['no-permission-nodes', 'services-unreadable'].map(
      code => ({ code, message: code }),
    );
    expect(of({ complete, limitations })).toEqual([true, true]);
  });

  it('knows when clusters may be hidden', () => {
    const of = (rows: unknown[], clusters: unknown[] = []) =>
      toInventory({ clusters, providers: rows });
    expect(of(providers).listIsComplete).toBe(true);
    expect(of([]).listIsComplete).toBe(false);
    expect(of([...providers, { name: 'b' }]).listIsComplete).toBe(false);
    expect(of(providers, [{}]).listIsComplete).toBe(false);
    expect(
      of([
        fakeProvider('ok'),
        fakeProvider('off', { state: 'disabled' }),
        fakeProvider('b', { state: 'failing' }),
        fakeProvider('c', { state: 'pending' }),
        fakeProvider('d', { state: 'misconfigured' }),
      ]),
    ).toMatchObject({
      failingProviders: ['b', 'c', 'd'],
      disabledProviders: ['off'],
    });
  });
});
