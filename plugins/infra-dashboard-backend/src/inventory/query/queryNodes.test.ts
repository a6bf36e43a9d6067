import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { NodeQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { ClusterRecord } from '../../collector';
import { entry } from '../../collector/__testUtils__/useCollectors';
import { fakeNode } from '../../testing/FakeProvider';
import { queryNodes } from './queryNodes';

const NOW = Date.parse('2026-11-27T12:00:00Z');

function record(
  name: string,
  nodes: Array<Partial<NodeStatus> & { name: string }>,
): ClusterRecord {
  return {
    entry: entry(name),
    workloadTypes: new Map(),
    snapshot: {
      name,
      topology: {
        observedAt: NOW - 1_000,
        data: {
          health: 'healthy',
          nodes: nodes.map(one => ({ ...fakeNode(name, one.name), ...one })),
          totals: { cpu: {}, memory: {}, nodes: { total: nodes.length } },
        },
      },
      workloads: {
        observedAt: NOW - 1_000,
        data: { countsByNode: new Map([['n1', { total: 7 }]]) },
      },
    },
  };
}

const RECORDS = [
  record('alpha', [
    { name: 'n1', cpu: { used: 1, total: 4 }, labels: { zone: 'Paris' } },
    { name: 'n10', cpu: { used: 4, total: 4 }, health: 'failed' },
    { name: 'N2', cpu: { total: 4 }, status: 'not-ready', health: 'failed' },
  ]),
  record('beta', [
    { name: 'n1', cpu: { used: 3, total: 4 }, addresses: ['10.0.0.9'] },
    { name: 'n3', cpu: {}, health: 'degraded' },
  ]),
];

const list = (query: NodeQuery) => {
  const { items } = queryNodes(query, RECORDS, NOW);
  return items.map(({ cluster, name }) => `${cluster}/${name}`);
};

describe('queryNodes', () => {
  it.each<[NodeQuery, string[]]>([
    [{}, ['alpha/n1', 'beta/n1', 'alpha/n10', 'alpha/N2', 'beta/n3']],
    [{ health: 'failed,degraded' }, ['alpha/n10', 'alpha/N2', 'beta/n3']],
    [{ status: 'not-ready' }, ['alpha/N2']],
    [{ q: 'zone paris' }, ['alpha/n1']],
    [{ q: '10.0.0.9' }, ['beta/n1']],
    [{ q: 'BETA', sort: '-name' }, ['beta/n3', 'beta/n1']],
    // What is not known is last in either direction.
    [
      { sort: 'cpu' },
      ['alpha/n1', 'beta/n1', 'alpha/n10', 'alpha/N2', 'beta/n3'],
    ],
    [
      { sort: '-cpu' },
      ['alpha/n10', 'beta/n1', 'alpha/n1', 'alpha/N2', 'beta/n3'],
    ],
    [
      { sort: '-health' },
      ['alpha/N2', 'alpha/n10', 'beta/n3', 'alpha/n1', 'beta/n1'],
    ],
  ])('filters and sorts by %j', (query, names) => {
    expect(list(query)).toEqual(names);
  });

  it('has pages without gaps, in every order', () => {
    for (const key of ['name', 'cluster', 'health', 'cpu', 'workloads']) {
      for (const sort of [key, `-${key}`]) {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const page = queryNodes({ sort, cursor, limit: 2 }, RECORDS, NOW);
          expect(page.totalItems).toBe(5);
          found.push(...page.items.map(one => `${one.cluster}/${one.name}`));
          cursor = page.nextCursor;
        } while (cursor);
        expect(found).toEqual(list({ sort }));
      }
    }
  });

  it('says how old a node is, and counts its workloads', () => {
    const { items } = queryNodes({ limit: 1 }, RECORDS, NOW);
    expect(items).toMatchObject([
      {
        freshness: { state: 'fresh', observedAt: '2026-11-27T11:59:59.000Z' },
        workloads: { total: 7 },
      },
    ]);
  });

  it.each(['x', 'WzEsMiwzXQ', 'WyJhIiwiYiJd'])(
    'refuses the cursor %s',
    cursor => {
      expect(() => queryNodes({ cursor }, RECORDS, NOW)).toThrow(/cursor/);
    },
  );
});
