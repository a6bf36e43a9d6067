import {
  fakeClusterStatus,
  fakeNode,
  fakeProvider,
} from '../__testUtils__/fakes';
import { toInventory } from './toInventory';

const providers = [fakeProvider('a', { owner: 'group:default/ops' })];

describe('toInventory', () => {
  it('takes clusters with good data only (C1)', () => {
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
          ...fakeClusterStatus('odd', []),
          nodes: [fakeNode('odd', 'n1'), { id: 7 }],
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
        'odd',
        'newer',
      ],
      troubledProviders: [],
      listIsComplete: true,
    });
  });

  it('takes the owner of the provider for each of its clusters (O15)', () => {
    const { clusters } = toInventory({
      providers,
      clusters: [
        fakeClusterStatus('a-east', ['n1'], { providerName: 'a' }),
        // A backend of before says nothing of it.
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

  it('knows when nodes may be hidden (P2, K12, O5, O8)', () => {
    const complete = (nodes: string[], codes: string[]) => {
      const limitations = codes.map(code => ({ code, message: code }));
      const status = fakeClusterStatus('a', nodes, { limitations });
      return toInventory({ providers, clusters: [status] }).clusters[0]
        .nodesAreComplete;
    };
    expect(complete(['n'], [])).toBe(true);
    expect(complete(['n'], ['metrics-not-installed', 'namespace-only'])).toBe(
      true,
    );
    expect(complete(['n'], ['no-permission-node-metrics'])).toBe(true);
    expect(complete([], [])).toBe(false);
    expect(complete(['n'], ['no-permission-nodes'])).toBe(false);
    expect(complete(['n'], ['nodes-truncated'])).toBe(false);
    expect(complete(['n'], ['hypervisors-hidden'])).toBe(false);
    expect(complete(['n'], ['odd-rows'])).toBe(false);
    expect(complete(['n'], ['cell-down'])).toBe(false);
  });

  it('knows when facts of nodes may be missing (C1)', () => {
    const complete = (code: string) =>
      toInventory({
        providers,
        clusters: [
          fakeClusterStatus('a', ['n'], {
            limitations: [{ code, message: code }],
          }),
        ],
      }).clusters[0].factsAreComplete;
    expect(complete('services-unreadable')).toBe(false);
    expect(complete('hypervisors-outdated')).toBe(false);
    expect(complete('pods-unreadable')).toBe(true);
    expect(complete('no-permission-services')).toBe(true);
    expect(complete('metrics-unavailable')).toBe(true);
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
      ]).troubledProviders,
    ).toEqual(['b', 'c', 'd']);
  });
});
