import { TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  capacityReportSchema,
  historyListSchema,
  historySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import {
  FakePrometheus,
  matrixOf,
} from '../history/prometheus/__testUtils__/FakePrometheus';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { startWithHistory } from './__testUtils__/startWithHistory';

jest.setTimeout(120_000);

const TASK = 'infra-dashboard-history';
const DAY = 24 * 3_600_000;

describe('the routes of the history', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  const start = async (history?: JsonObject) =>
    startWithHistory(await databases.init('SQLITE_3'), history);

  it('return the stored samples, and name an invalid parameter', async () => {
    const { backend, get, knex, logged, scheduler } = await start();
    await scheduler.triggerTask(TASK);

    const cluster = historySchema.parse(
      (await get('/clusters/one/history')).body,
    );
    expect(cluster).toMatchObject({ cluster: 'one', resolutionSeconds: 300 });
    const measured = (total: number) => ({
      ...{ at: expect.any(String), total, measuredTotal: total },
    });
    expect(
      cluster.series.map(({ metric, points }) => [metric, points[0]]),
    ).toEqual([
      ['cpu', { ...measured(8), used: 2, maximum: 2 }],
      ['memory', { ...measured(16), used: 4, maximum: 4 }],
      ['nodes', { at: expect.any(String), used: 2, maximum: 2, total: 2 }],
      ['workloads', { at: expect.any(String), used: 1, maximum: 1, total: 2 }],
    ]);
    const node = historySchema.parse(
      (await get('/clusters/one/history?node=client-2&metric=cpu')).body,
    );
    expect(node).toMatchObject({
      node: 'client-2',
      series: [{ metric: 'cpu', unit: 'cores', points: [{ used: 1 }] }],
    });
    const list = historyListSchema.parse(
      (await get('/history?metric=workloads')).body,
    );
    expect(list.items).toMatchObject([
      { cluster: 'one', series: [{ metric: 'workloads' }] },
      { cluster: 'two', series: [{ metric: 'workloads' }] },
    ]);

    const ago = (days: number) =>
      encodeURIComponent(new Date(Date.now() - days * DAY).toISOString());
    const [{ series }] = await knex('history_series')
      .select({ series: 'id' })
      .where({ cluster: 'one', node: '', metric: 'memory' });
    const today = Math.floor(Date.now() / DAY) * DAY;
    for (let day = 40; day > 0; day -= 1) {
      await knex('history_daily').insert({
        ...{ series, at: today - day * DAY, used: 900 - 10 * day, total: 1000 },
      });
    }
    for (const range of ['', `&from=${ago(300)}`]) {
      const { body } = await get(`/clusters/one/history?metric=memory${range}`);
      // The unfinished day of the fake cluster counts for nothing yet.
      expect(body.series[0].forecast).toMatchObject({ fit: 1 });
      expect(body.series[0].forecast.daysToFull).toBeCloseTo(10, -1);
    }
    // Storages are sampled too; of those and of nodes a single cluster has forecasts.
    const spaces = await knex('history_series').where({ metric: 'space' });
    expect(spaces).toMatchObject(
      ['one', 'two'].map(name => ({ cluster: name, node: 'pool' })),
    );
    const past = [
      spaces[0].id,
      ...(await knex('history_series')
        .where({ cluster: 'one', node: 'client-2', metric: 'memory' })
        .pluck('id')),
    ];
    for (let day = 40; day > 0; day -= 1) {
      await knex('history_daily').insert(
        past.map(id => ({
          ...{ series: id, at: today - day * DAY },
          ...{ used: 900 - 10 * day, total: 1000 },
        })),
      );
    }
    const forecastsOf = async (query: string) => {
      const { body } = await get(`/capacity?include=forecast${query}`);
      return capacityReportSchema
        .parse(body)
        .items.map(one => one.forecast ?? {});
    };
    const inTenDays = expect.objectContaining({ fit: 1, errorDays: 0 });
    expect(await forecastsOf('&cluster=one')).toEqual([
      {
        memory: inTenDays,
        nodes: [{ name: 'client-2', memory: inTenDays }],
        storages: [{ id: 'pool', name: 'pool', space: inTenDays }],
      },
    ]);
    expect(await forecastsOf('')).toEqual([{ memory: inTenDays }, {}]);
    for (const days of [0.1, 1, 2, 7, 31, 90, 399, 4000]) {
      const { body } = await get(`/clusters/one/history?from=${ago(days)}`);
      const { from, to, resolutionSeconds } = historySchema.parse(body);
      const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
      expect(seconds / resolutionSeconds).toBeLessThan(482);
      expect(seconds / 86_400).toBeLessThan(402);
      const small = historyListSchema.parse(
        (await get(`/history?metric=cpu&from=${ago(days)}`)).body,
      ).items[0];
      expect(seconds / small.resolutionSeconds).toBeLessThan(61);
    }

    const dayAgo = ago(1);
    for (const [path, status, message] of [
      ['/clusters/three/history', 404, /no cluster 'three'/],
      ['/clusters/one/history?node=client-3', 404, /no node 'client-3'/],
      ['/clusters/one/history?metric=heat', 400, /^metric: /],
      ['/clusters/one/history?from=yesterday', 400, /^from: /],
      ['/clusters/one/history?to=2026-01-01', 400, /^to: /],
      ['/clusters/one/history?step=5', 400, /^step: is not a parameter/],
      [`/clusters/one/history?from=${ago(1)}&to=${ago(2)}`, 400, /^from: must/],
      [`/clusters/one/history?from=${dayAgo}&to=${dayAgo}`, 400, /^from: must/],
      [`/clusters/one/history?from=${ago(-1)}`, 400, /^from: lies in the fut/],
      [`/clusters/one/history?to=${ago(500)}`, 400, /^to: nothing is kept/],
      ['/history', 400, /^metric: /],
      ['/clusters/one/history?node=%00', 400, /^node: must not hold/],
      ['/summary?owner=%00', 400, /^owner: must not hold/],
      ['/summary?team=web', 400, /^team: is not a parameter/],
      [`/summary?owner=${'x'.repeat(501)}`, 400, /^owner: /],
      ['/history?metric=cpu&node=client-1', 400, /^node: is not a parameter/],
    ] as const) {
      const { body, status: responded } = await get(path);
      expect([path, responded, body.error.message]).toEqual([
        ...[path, status, expect.stringMatching(message)],
      ]);
    }
    const { body: document } = await get('/openapi.json');
    expect(document.paths['/history'].get.parameters).toMatchObject([
      { name: 'metric', required: true },
      { name: 'from', required: false },
      { name: 'to', required: false },
    ]);

    // A missing database is logged once, and nothing else is affected.
    expect(logged).not.toHaveBeenCalled();
    await knex.schema.renameTable('history_raw', 'lost');
    await scheduler.triggerTask(TASK);
    await scheduler.triggerTask(TASK);
    expect((await get('/clusters/one/history')).status).toBe(503);
    expect((await get('/history?metric=cpu')).status).toBe(503);
    expect((await get('/clusters')).status).toBe(200);
    const reported = logged.mock.calls.map(([line]) => String(line));
    expect(reported.filter(line => line.startsWith('The history'))).toEqual([
      expect.stringMatching(/^The history cannot be written: \w+$/),
      expect.stringMatching(/^The history cannot be read: \w+$/),
    ]);
    await knex.schema.renameTable('lost', 'history_raw');
    expect((await get('/clusters/one/history')).status).toBe(200);
    await backend.stop();
  });

  it('return the use of a workload out of Prometheus, or why it is missing', async () => {
    const server = new FakePrometheus();
    const url = await server.start();
    const queries = { workload: { cpu: 'cpu{id="{{id}}"}' } };
    const { backend, get } = await start({ prometheus: [{ url, queries }] });
    expect(server.requests).toEqual([]);

    server.respond = ({ end }) => matrixOf([[Number(end), '0.25']]);
    const path = '/history/workloads/one/web';
    const found = historySchema.parse((await get(path)).body);
    expect(found).toMatchObject({
      ...{ cluster: 'one', workload: 'web', resolutionSeconds: 300 },
      series: [
        {
          ...{ metric: 'cpu', unit: 'cores', sources: ['prometheus'] },
          points: [{ used: 0.25 }],
        },
      ],
    });
    expect(found).not.toHaveProperty('limitations');
    const year = encodeURIComponent(
      new Date(Date.now() - 365 * DAY).toISOString(),
    );
    const { body: long } = await get(`${path}?from=${year}`);
    expect(long.resolutionSeconds).toBe(86_400);

    server.respond = () => ({ status: 500, body: 'broken' });
    const { body, status } = await get('/history/workloads/one/batch');
    expect([status, body.series, body.limitations]).toMatchObject([
      ...[200, [], [{ code: 'prometheus-status' }]],
    ]);
    for (const [wrong, code] of [
      ['/history/workloads/one/nothing', 404],
      ['/history/workloads/three/web', 404],
      [`${path}?metric=cpu`, 400],
      [`${path}?from=later`, 400],
    ] as const) {
      expect([wrong, (await get(wrong)).status]).toEqual([wrong, code]);
    }
    await backend.stop();
    await server.stop();
  });

  it('return the use of a workload out of samples where there is no Prometheus', async () => {
    const { backend, get } = await start();
    await waitFor(async () => {
      const { body } = await get('/history/workloads/one/web');
      expect(historySchema.parse(body)).toMatchObject({
        workload: 'web',
        series: [
          {
            ...{ metric: 'cpu', unit: 'cores' },
            points: [{ used: 0.5, maximum: 0.5 }],
          },
        ],
      });
    });
    expect((await get('/history/workloads/one/batch')).body.series).toEqual([]);
    await backend.stop();
  });

  it.each([
    [{ enabled: false }, []],
    [{ sampleInterval: '1s' }, ['history.sampleInterval']],
    [{ retention: { raw: 'long' } }, ['history.retention.raw']],
  ])('return nothing where it is off: %j', async (options, keys) => {
    const { backend, get, knex, logged, scheduler } = await start(options);
    await expect(scheduler.triggerTask(TASK)).rejects.toThrow('not found');
    expect((await get('/clusters/one/history')).body).toMatchObject({
      ...{ cluster: 'one', series: [] },
    });
    expect((await get('/history?metric=cpu')).body.items).toMatchObject([
      { cluster: 'one', series: [] },
      { cluster: 'two', series: [] },
    ]);
    expect((await get('/history?metric=heat')).status).toBe(400);
    expect(await knex('history_raw')).toEqual([]);
    const named = logged.mock.calls.map(
      ([line]) => /history\.[\w.]+/.exec(String(line))?.[0],
    );
    expect(named).toEqual(keys);
    await backend.stop();
  });
});
