import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { History } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { ClusterRecord } from '../../collector';
import { createReport } from '../../testing/createReport';
import { fakeWorkload } from '../../testing/FakeProvider';
import { readHistoryOptions } from '../readHistoryOptions';
import { addPrometheusPoints } from './addPrometheusPoints';
import { FakePrometheus, matrixOf } from './__testUtils__/FakePrometheus';
import { PrometheusHistory } from './PrometheusHistory';
import { PrometheusServer } from './PrometheusServer';

const FROM = Date.parse('2026-01-01T00:00:00.000Z');
const STEP = 300_000;
const INTERVALS = { from: FROM, to: FROM + 3.5 * STEP, length: STEP };

const recordOf = (name: string, provider = 'k8s') =>
  ({
    entry: { name: provider, type: 'nomad' },
    snapshot: { name },
  } as ClusterRecord);

/** The time in seconds at which the interval with this number ends. */
const endOf = (interval: number) => (FROM + (interval + 1) * STEP) / 1000;

const at = (interval: number) => new Date(FROM + interval * STEP).toISOString();

describe('the history out of Prometheus', () => {
  const server = new FakePrometheus();
  const logger = mockServices.logger.mock();
  const clock = { now: () => 0, monotonic: () => clock.at, at: 0 };
  let url: string;
  let history: PrometheusHistory;

  beforeAll(async () => {
    jest.spyOn(logger, 'child').mockReturnValue(logger);
    url = await server.start();
  });

  afterAll(() => server.stop());

  afterEach(async () => {
    jest.clearAllMocks();
    server.requests.length = 0;
    await history.close();
  });

  function open(...entries: JsonObject[]) {
    const report = createReport({
      history: { prometheus: entries.map(entry => ({ url, ...entry })) },
    });
    history = new PrometheusHistory({
      servers: readHistoryOptions(report).prometheus.map(
        config => new PrometheusServer({ config, logger, clock }),
      ),
      promqlOf: () => ({
        node: { cpu: 'node_cpu{node="{{node}}"}', cpuTotal: 'node_cores{}' },
        workload: {
          allocation: {
            cpu: 'cpu{id="{{id}}",{{clusterMatcher}}}',
            memory: 'memory{ns="{{namespace}}"}',
          },
        },
        workloadId: ({ id }) => `short-${id}`,
      }),
    });
  }

  const read = (
    workload: Partial<Workload> = {},
    record = recordOf('eu'),
    metric: 'cpu' | 'memory' = 'cpu',
  ) =>
    history.read(
      { record, workload: fakeWorkload('eu', 'web', workload) },
      metric,
      INTERVALS,
    );

  it('has a point for each interval that is over', async () => {
    open({ token: 'secret-token', timeout: '2s' });
    server.respond = () =>
      matrixOf([
        [endOf(0), '0.5'],
        [endOf(1), 'NaN'],
        [endOf(2), '1e-3'],
        // Not asked for.
        [endOf(7), '9'],
      ]);
    const expected = {
      points: [
        { at: FROM, used: 0.5 },
        { at: FROM + 2 * STEP, used: 0.001 },
      ],
      limitations: [],
    };
    expect(await Promise.all([read(), read()])).toEqual([expected, expected]);
    expect(server.requests).toEqual([
      {
        path: '/api/v1/query_range',
        query: {
          query: 'cpu{id="short-web",}',
          start: String(endOf(0)),
          end: String(endOf(2)),
          step: '300',
          timeout: '2000ms',
        },
        headers: expect.objectContaining({
          authorization: 'Bearer secret-token',
        }),
      },
    ]);
    // What is not known of the workload is not asked for.
    expect((await read({}, recordOf('eu'), 'memory')).points).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it('is queried at the server of the cluster, with its own queries', async () => {
    open(
      { clusters: ['us'], headers: { 'X-Scope-OrgID': 'one' } },
      {
        ...{ providers: ['k8s'], clusterLabel: 'cluster_name' },
        headers: { 'X-Scope-OrgID': 'two' },
        queries: { workload: { memory: 'own{w="{{name}}"}' } },
      },
    );
    server.respond = () => matrixOf();
    const hostile = 'e"} or up{a="';
    await read({}, recordOf('us', 'other'));
    await read({}, recordOf('eu', 'other'));
    await read({ name: hostile }, recordOf(hostile));
    await read({ name: hostile }, recordOf('eu'), 'memory');
    expect(
      server.requests.map(({ headers, query }) => [
        headers['x-scope-orgid'],
        query.query,
      ]),
    ).toEqual([
      ['one', 'cpu{id="short-web",}'],
      ['two', 'cpu{id="short-web",cluster_name="e\\"} or up{a=\\"",}'],
      ['two', 'own{w="e\\"} or up{a=\\""}'],
    ]);
  });

  it.each([
    ['fails', { status: 500, body: 'secret-token' }, 'prometheus-status'],
    ['refuses the token', { status: 401, body: '' }, 'prometheus-status'],
    [
      'refuses the query',
      {
        status: 400,
        body: '{"status":"error","errorType":"bad_data","error":"secret-token"}',
      },
      'prometheus-query-rejected',
    ],
    [
      'refuses the query in other words',
      { status: 422, body: '<html>' },
      'prometheus-query-rejected',
    ],
    ['is a web page', { body: '<html>' }, 'response-not-json'],
    [
      'returns something else',
      { body: '{"status":"success","data":{}}' },
      'response-not-processed',
    ],
    [
      'returns too much',
      { body: `"${'x'.repeat(600_000)}"` },
      'response-too-large',
    ],
    [
      'has several series',
      matrixOf([[endOf(0), '1']], [[endOf(0), '2']]),
      'prometheus-several-series',
    ],
    ['is silent', 'reset' as const, 'connection-closed'],
  ])('is a limitation where the server %s', async (_, response, code) => {
    clock.at += 60_000;
    open({ token: 'secret-token' });
    server.respond = () => response;
    const { limitations, points } = await read();
    expect(points).toEqual([]);
    expect(limitations).toMatchObject([{ code }]);
    await read();
    const requests = server.requests.length;
    expect(requests).toBe(response === 'reset' ? 2 : 1);
    // A server that does not respond is left alone; others are asked the next query.
    await read({ id: 'another' });
    expect(server.requests.length - requests).toBe(
      response === 'reset' ? 0 : 1,
    );
    expect(logger.warn).toHaveBeenCalledTimes(1);

    server.respond = () => matrixOf([[endOf(0), '1']]);
    clock.at += 16_000;
    expect((await read()).points).toHaveLength(1);
    expect(logger.info).toHaveBeenCalledTimes(1);
    const said = JSON.stringify([limitations, jest.mocked(logger.warn).mock]);
    expect(said).not.toMatch(/secret-token|127\.0\.0\.1/);
  });

  it('precedes the samples, and supplies the use that they do not know', async () => {
    open({});
    server.respond = ({ query }) =>
      query.startsWith('node_cores')
        ? matrixOf([0, 1, 2].map(i => [endOf(i), '8']))
        : matrixOf([0, 1, 2].map(i => [endOf(i), String(i + 1)]));
    const samples: History = {
      ...{ cluster: 'eu', node: 'n1', from: at(0), to: at(5) },
      resolutionSeconds: 300,
      series: [
        {
          ...{ metric: 'cpu', unit: 'cores' },
          points: [
            { at: at(1), total: 4 },
            { at: at(2), total: 4, used: 7 },
            { at: at(4), total: 4 },
          ],
        },
        { metric: 'storage', unit: 'bytes', points: [{ at: at(1), used: 5 }] },
      ],
    };
    const add = (to: History, metric?: 'cpu' | 'memory' | 'storage') =>
      addPrometheusPoints(to, {
        prometheus: history,
        object: { record: recordOf('eu'), node: 'n1' },
        metric,
      });
    const result = await add(samples);
    expect(result).toEqual({
      ...samples,
      series: [
        {
          ...{ metric: 'cpu', unit: 'cores' },
          sources: ['prometheus', 'samples'],
          points: [
            { at: at(0), used: 1, total: 8, measuredTotal: 8 },
            { at: at(1), used: 2, total: 4, measuredTotal: 8 },
            { at: at(2), total: 4, used: 7 },
            { at: at(4), total: 4 },
          ],
        },
        samples.series[1],
      ],
    });
    expect(server.requests.map(({ query }) => query.end)).toEqual([
      ...[String(endOf(1)), String(endOf(1))],
    ]);
    // Nothing is missing before the first sample, or of another metric.
    const full = { ...samples, from: at(2) };
    expect(await add(full)).toEqual(full);
    expect(await add({ ...samples, series: [] }, 'storage')).toMatchObject({
      series: [],
    });
    expect(server.requests).toHaveLength(2);

    server.respond = () => ({ status: 503, body: '' });
    const other = { ...samples, to: at(3), series: [] };
    const failed = await add(other);
    expect(failed.series).toEqual([]);
    expect(failed.limitations).toMatchObject([{ code: 'prometheus-status' }]);
  });
});
