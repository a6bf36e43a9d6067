import type { ClusterStatus } from './cluster';
import { countedClusters, sumClusters } from './sumClusters';

const cluster = (name: string, more: Partial<ClusterStatus> = {}) => ({
  name,
  totals: {
    cpu: { used: 8, total: 16, measuredTotal: 16, requested: 4 },
    memory: {},
    nodes: { total: 2 },
  },
  ...more,
});

const nestedIn = (name: string, nodes: number) => [
  {
    ...{ cluster: name, nodes, memory: {} },
    cpu: {
      ...{ used: 4 * nodes, total: 8 * nodes },
      ...{ measuredTotal: 8 * nodes, requested: 2 * nodes },
    },
  },
];

describe('sums of clusters', () => {
  it('count nodes once that are machines of another one of them', () => {
    const host = cluster('hosts');
    const all = cluster('pods', { nested: nestedIn('hosts', 2) });
    const half = cluster('mixed', { nested: nestedIn('hosts', 1) });
    expect(sumClusters([host, all], 'cpu')).toEqual({
      ...{ used: 8, total: 16, measuredTotal: 16, requested: 4 },
      percentage: 50,
    });
    expect(sumClusters([host, half], 'cpu')).toMatchObject({
      ...{ used: 12, total: 24, measuredTotal: 24, requested: 6 },
    });
    // Where the hosts are not among them, nothing else counts these nodes.
    expect(sumClusters([all, half], 'cpu')).toMatchObject({ total: 32 });
  });

  it('count a cluster once that is configured ten times', () => {
    const again = Array.from({ length: 9 }, (_, index) =>
      cluster(`again-${index}`, { duplicateOf: 'one' }),
    );
    const all = [cluster('one'), ...again, cluster('two')];
    expect(sumClusters(all, 'cpu')).toMatchObject({ used: 16, total: 32 });
    expect(countedClusters(all).byWorkloads.map(({ name }) => name)).toEqual([
      'one',
      'two',
    ]);
    // Also where the first one is not among them.
    expect(sumClusters(again, 'cpu')).toMatchObject({ total: 16 });
  });

  it('count the nodes of one cluster once, and the workloads of each of its namespaces', () => {
    const of = (name: string, namespace?: string) =>
      cluster(name, {
        duplicateOf: 'shop',
        ...(namespace && { scope: namespace }),
      });
    const parts = [of('shop', 'shop'), of('pay', 'pay'), of('again', 'pay')];
    const names = (all: typeof parts) => {
      const { byNodes, byWorkloads } = countedClusters(all);
      return [byNodes, byWorkloads].map(list => list.map(({ name }) => name));
    };
    expect(names(parts)).toEqual([['shop'], ['shop', 'pay']]);
    expect(names([...parts, of('whole')])).toEqual([['whole'], ['whole']]);
  });

  it('take the nodes of the entry that may read them', () => {
    const hidden = (name: string, more: Partial<ClusterStatus> = {}) => ({
      ...cluster(name, more),
      totals: { cpu: {}, memory: {}, nodes: { total: 0 } },
    });
    const again = { duplicateOf: 'shop' };
    expect(
      sumClusters([hidden('shop'), cluster('again', again)], 'cpu'),
    ).toMatchObject({ used: 8, total: 16 });
    const inNamespace = (namespace: string) => ({
      ...again,
      scope: namespace,
    });
    expect(
      sumClusters(
        [
          hidden('shop', { scope: 'shop' }),
          cluster('pay', inNamespace('pay')),
          cluster('web', inNamespace('web')),
        ],
        'cpu',
      ),
    ).toMatchObject({ used: 8, total: 16 });
  });

  it('count no quota of a project where the hosts of its region are known', () => {
    const of = (name: string, scope?: string) =>
      cluster(name, {
        ...{ duplicateOf: 'admin', ...(scope && { scope }) },
        totals: {
          ...{ cpu: { total: scope ? 5 : 16, requested: 1 }, memory: {} },
          nodes: { total: scope ? 0 : 2 },
          workloads: { total: 3 },
        },
      });
    const [admin, p1, p2] = [of('admin'), of('one', 'p1'), of('two', 'p2')];
    for (const all of [
      [admin, p1, p2],
      [p2, p1, admin],
    ]) {
      expect(sumClusters(all, 'cpu')).toMatchObject({ total: 16 });
      expect(countedClusters(all).byWorkloads).toEqual([admin]);
    }
    // Where they are not, the quotas of projects add up.
    const projects = [p1, p2, of('again', 'p1')];
    expect(sumClusters(projects, 'cpu')).toMatchObject({ total: 10 });
    expect(countedClusters(projects).byWorkloads).toEqual([p1, p2]);
  });

  it('leave unknown what is unknown', () => {
    const unread = {
      ...cluster('new'),
      totals: { cpu: {}, memory: {}, nodes: { total: 0 } },
    };
    expect(sumClusters([unread], 'cpu')).toEqual({});
    expect(sumClusters([unread], 'storage')).toEqual({});
  });
});
