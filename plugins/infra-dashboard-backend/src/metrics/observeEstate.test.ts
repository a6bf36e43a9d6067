import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { createReport } from '../testing/createReport';
import { fakeNode } from '../testing/FakeProvider';
import { observeEstate } from './observeEstate';
import { readEstateMetricsEnabled } from './readEstateMetricsEnabled';

type Callback = (result: {
  observe(value: number, attributes: object): void;
}) => void;

/** What a metrics backend would collect, as `name attributes value`. */
function collectFrom(clusters: ClusterStatus[]) {
  const callbacks = new Map<string, Callback>();
  const createObservableGauge = (name: string) => ({
    addCallback: (callback: Callback) => callbacks.set(name, callback),
  });
  const list = jest.fn(() => clusters);
  const metrics = { createObservableGauge } as unknown as MetricsService;
  observeEstate(metrics, list);
  const lines: string[] = [];
  for (const [name, callback] of callbacks) {
    callback({
      observe: (value, attributes) => {
        const shown = Object.values(attributes).join(',');
        lines.push(`${name.replace('infra_dashboard.', '')} ${shown} ${value}`);
      },
    });
  }
  expect(list).toHaveBeenCalledTimes(1);
  return lines.sort();
}

const clusterOf = (
  name: string,
  state: 'fresh' | 'stale',
  more: Partial<ClusterStatus> = {},
): ClusterStatus => ({
  ...{ name, provider: 'nomad', providerName: 'p', health: 'healthy' },
  freshness: { state },
  workloadsFreshness: { state },
  totals: {
    cpu: { used: 3, total: 8 },
    memory: { total: NaN, requested: 4 },
    nodes: { total: 2 },
    nodesByHealth: { total: 2, healthy: 1, unknown: 1 },
    workloads: { total: 7, healthy: 5, failed: 2 },
  },
  nodes: [
    fakeNode(name, 'n1'),
    { ...fakeNode(name, 'n2'), health: 'unknown', cpu: {}, memory: {} },
  ],
  ...more,
});

describe('the metrics of clusters and nodes', () => {
  it('have a value for each number that is known and current', () => {
    const error = { code: 'TIMEOUT' as const, message: 'No response' };
    expect(
      collectFrom([
        clusterOf('a', 'fresh'),
        clusterOf('b', 'stale'),
        clusterOf('c', 'fresh', {
          error,
          nodes: [],
          totals: { cpu: {}, memory: {}, nodes: { total: 0 } },
        }),
      ]),
    ).toEqual([
      'cluster.cpu.total a,p,nomad 8',
      'cluster.cpu.used a,p,nomad 3',
      'cluster.memory.requested a,p,nomad 4',
      'cluster.nodes a,p,nomad,healthy 1',
      'cluster.nodes a,p,nomad,unknown 1',
      'cluster.up a,p,nomad 1',
      'cluster.up b,p,nomad 0',
      'cluster.up c,p,nomad 0',
      'cluster.workloads a,p,nomad,failed 2',
      'cluster.workloads a,p,nomad,healthy 5',
      'node.cpu.total a,p,nomad,n1 4',
      'node.cpu.used a,p,nomad,n1 1',
      'node.healthy a,p,nomad,n1 1',
      'node.memory.total a,p,nomad,n1 8',
      'node.memory.used a,p,nomad,n1 2',
    ]);
  });

  it.each([
    [undefined, false, []],
    [{}, false, []],
    [{ estate: 'true' }, true, []],
    [{ estates: true }, false, ['infraDashboard.metrics.estates']],
  ])('are on if configured: %j', (metrics, isOn, keys) => {
    const report = createReport(
      metrics === undefined ? {} : ({ metrics } as never),
    );
    expect(readEstateMetricsEnabled(report)).toBe(isOn);
    expect(report.issues.map(({ key }) => key)).toEqual(keys);
  });
});
