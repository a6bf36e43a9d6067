import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { History } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { HistoryDatabase } from './HistoryDatabase';
import { HistoryReader } from './HistoryReader';
import { HistoryRecorder } from './HistoryRecorder';
import {
  DEFAULT_HISTORY_OPTIONS,
  type HistoryOptions,
} from './readHistoryOptions';
import { DAY, HOUR } from './types';

jest.setTimeout(120_000);

const MINUTE = 60_000;
/** Begin of a day, in UTC. */
const START = Date.parse('2026-01-01T00:00:00.000Z');

interface State {
  name: string;
  cpu: number | undefined;
  /** Cores whose use is known, of 8. */
  measured?: number;
  observedAt: number;
  workloadsObservedAt?: number;
  error?: boolean;
  enabled?: boolean;
  nodes?: string[];
}

function recordOf(state: State): ClusterRecord {
  const { name, cpu, observedAt, nodes = ['n1', 'n2'] } = state;
  return {
    entry: {
      enabled: state.enabled ?? true,
      timings: { staleAfterMs: 2 * MINUTE },
    } as ClusterRecord['entry'],
    snapshot: {
      name,
      topology: {
        observedAt,
        data: {
          health: 'healthy',
          nodes: nodes.map((node, index) => ({
            ...fakeNode(name, node),
            health: index === 0 ? 'healthy' : 'failed',
            cpu: { total: 4, ...(index === 0 && { used: cpu }) },
          })),
          totals: {
            cpu: {
              ...{ used: cpu, total: 8, requested: 3 },
              measuredTotal: state.measured ?? 4,
            },
            memory: { used: NaN },
            nodes: { total: nodes.length },
          },
        },
        ...(state.error && {
          error: { code: 'TIMEOUT' as const, message: 'No response' },
        }),
      },
      workloads: {
        observedAt: state.workloadsObservedAt ?? observedAt,
        data: {
          items: [
            fakeWorkload(name, 'a', { node: 'n1' }),
            fakeWorkload(name, 'b', { node: 'n1', health: 'failed' }),
          ],
        },
      },
    },
  };
}

describe('the history', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15', 'POSTGRES_18'],
    disableDocker: true,
  });

  describe.each(databases.eachSupportedId())('in %s', id => {
    async function open(options: Partial<HistoryOptions> = {}) {
      const knex = await databases.init(id);
      const clock = { now: START };
      const database = new HistoryDatabase({
        database: mockServices.database({ knex }),
        logger: mockServices.logger.mock(),
      });
      const states: State[] = [];
      const history = { ...DEFAULT_HISTORY_OPTIONS, ...options };
      const replica = () => {
        const recorder = new HistoryRecorder({
          database,
          history,
          listRecords: () => states.map(recordOf),
        });
        const reader = new HistoryReader({
          database,
          history,
          now: () => clock.now,
        });
        return { recorder, reader };
      };
      const { recorder, reader } = replica();
      /** Fresh data of cluster `one`, sampled at a moment. */
      const sampleAt = async (now: number, cpu: number | undefined) => {
        clock.now = now;
        states.splice(0, states.length, { name: 'one', cpu, observedAt: now });
        await recorder.run(now);
      };
      const dump = async () => ({
        raw: await knex('history_raw').orderBy(['series', 'at']),
        hourly: await knex('history_hourly').orderBy(['series', 'at']),
        daily: await knex('history_daily').orderBy(['series', 'at']),
      });
      return { knex, clock, states, replica, recorder, reader, sampleAt, dump };
    }

    const seriesOf = (history: History, metric: string) =>
      history.series.find(one => one.metric === metric);

    it('samples what is fresh once per interval, whichever replicas do it', async () => {
      const { clock, knex, reader, replica, states } = await open();
      const replicas = [replica(), replica()];
      const now = START + MINUTE;
      clock.now = now;
      states.push(
        { name: 'one', cpu: 2, observedAt: now - 10_000 },
        { name: 'failing', cpu: 2, observedAt: now - 4 * MINUTE, error: true },
        { name: 'stale', cpu: 2, observedAt: now - 6 * MINUTE },
        { name: 'gone', cpu: 2, observedAt: now - 6 * MINUTE, error: true },
        { name: 'off', cpu: 2, observedAt: now, enabled: false },
        { name: 'mute', cpu: undefined, observedAt: now, nodes: [] },
        {
          name: 'late',
          cpu: 2,
          observedAt: now,
          workloadsObservedAt: now - 6 * MINUTE,
        },
      );
      await Promise.all(replicas.map(({ recorder }) => recorder.run(now)));
      const rows = await knex('history_raw');
      expect(new Set(rows.map(row => Number(row.at)))).toEqual(
        new Set([START]),
      );
      const late = { cluster: 'late', node: '', metric: 'workloads' };
      expect(await knex('history_series').where(late)).toEqual([]);
      // What is not fresh at first is sampled later in the same interval.
      states[0].cpu = 7;
      states[2].observedAt = now + MINUTE;
      states[6].workloadsObservedAt = now + MINUTE;
      await replicas[1].recorder.run(now + MINUTE);

      const read = (cluster: string, node?: string) =>
        reader.readCluster(cluster, { node });
      const at = new Date(START).toISOString();
      expect(await read('one')).toMatchObject({
        cluster: 'one',
        to: new Date(now).toISOString(),
        resolutionSeconds: 300,
        series: [
          {
            metric: 'cpu',
            unit: 'cores',
            points: [
              {
                ...{ at, used: 2, maximum: 2, requested: 3 },
                ...{ total: 8, measuredTotal: 4 },
              },
            ],
          },
          {
            metric: 'nodes',
            unit: 'count',
            points: [{ at, used: 1, maximum: 1, total: 2 }],
          },
          { metric: 'workloads', points: [{ at, used: 1, total: 2 }] },
        ],
      });
      expect((await read('one', 'n1')).series).toEqual([
        expect.objectContaining({ metric: 'cpu' }),
        expect.objectContaining({ metric: 'memory', unit: 'bytes' }),
        {
          metric: 'workloads',
          unit: 'count',
          points: [{ at, used: 1, maximum: 1, total: 2 }],
        },
      ]);
      // Unknown is absent, never 0.
      expect(seriesOf(await read('one', 'n2'), 'cpu')?.points).toEqual([
        { at, total: 4 },
      ]);
      expect((await read('failing')).series).toHaveLength(3);
      expect((await read('stale')).series).toHaveLength(3);
      expect((await read('gone')).series).toEqual([]);
      expect((await read('off')).series).toEqual([]);
      expect((await read('mute')).series).toMatchObject([
        { metric: 'cpu', points: [{ at, total: 8, requested: 3 }] },
        { metric: 'workloads' },
      ]);
      expect(seriesOf(await read('late'), 'workloads')?.points).toHaveLength(1);
      const { items } = await reader.readClusters(['stale', 'gone'], {
        metric: 'cpu',
      });
      expect(items).toMatchObject([
        { cluster: 'stale', series: [{ points: [{ at, used: 2 }] }] },
        { cluster: 'gone', series: [] },
      ]);
    });

    it('rolls up exactly, again without a change, and after a pause', async () => {
      const { clock, dump, reader, recorder, sampleAt } = await open();
      // Of each hour the first half is known, and the second has a peak.
      for (let hour = 0; hour < 50; hour += 5) {
        for (let minute = 0; minute < 60; minute += 20) {
          await sampleAt(
            START + hour * HOUR + minute * MINUTE,
            minute === 20 ? undefined : hour + minute,
          );
        }
      }
      const later = START + 2 * DAY + 3 * HOUR;
      await sampleAt(later, 100);
      const before = await dump();
      await recorder.run(later);
      await recorder.run(later + MINUTE);
      expect(await dump()).toEqual(before);

      clock.now = later;
      const hourly = await reader.readCluster('one', {
        metric: 'cpu',
        from: new Date(START).toISOString(),
        to: new Date(START + 3 * DAY).toISOString(),
      });
      expect(hourly.resolutionSeconds).toBe(3600);
      expect(hourly.to).toBe(new Date(later).toISOString());
      expect(hourly.series[0].points.slice(0, 2)).toEqual([
        {
          ...{ at: new Date(START).toISOString(), used: 20, maximum: 40 },
          ...{ total: 8, measuredTotal: 4, requested: 3 },
        },
        {
          ...{ at: new Date(START + 5 * HOUR).toISOString() },
          ...{ used: 25, maximum: 45, total: 8, measuredTotal: 4 },
          requested: 3,
        },
      ]);
      clock.now = START + 2 * DAY + 3 * HOUR + MINUTE;
      const daily = await reader.readCluster('one', {
        metric: 'cpu',
        from: new Date(START - 40 * DAY).toISOString(),
      });
      expect(daily.resolutionSeconds).toBe(86_400);
      // The last day is not over: it is made of hours and samples that there are.
      expect(daily.series[0].points).toMatchObject([
        { used: 30, maximum: 60, total: 8 },
        { used: 55, maximum: 85 },
        { used: 100, maximum: 100 },
      ]);
    });

    it('stores the measured total, in each resolution', async () => {
      const { clock, knex, reader, recorder, states } = await open();
      const sample = async (now: number, cpu: number, measured: number) => {
        clock.now = now;
        states.splice(0, 1, { name: 'one', cpu, measured, observedAt: now });
        await recorder.run(now);
      };
      // One node of two is measured, later both: 95 % and 50 % in use.
      await sample(START, 3.8, 4);
      // Written before it was recorded.
      const before = START - HOUR;
      const [{ series }] = await knex('history_series')
        .select({ series: 'id' })
        .where({ cluster: 'one', node: '', metric: 'cpu' });
      await knex('history_raw').insert({
        ...{ series, at: before, used: 1, total: 8 },
      });
      await sample(START + 30 * MINUTE, 4, 8);
      await sample(START + HOUR, 3.8, 4);
      const read = async (from: number) => {
        const text = new Date(from).toISOString();
        const found = await reader.readCluster('one', {
          ...{ metric: 'cpu' as const, from: text },
        });
        return found.series[0].points.map(({ used, total, measuredTotal }) => [
          ...[used, total, measuredTotal],
        ]);
      };
      clock.now += MINUTE;
      expect(await read(before)).toEqual([
        [1, 8, undefined],
        [3.8, 8, 4],
        [4, 8, 8],
        [3.8, 8, 4],
      ]);
      clock.now = START + 3 * DAY;
      await recorder.run(clock.now);
      expect(await read(before)).toEqual([
        [1, 8, undefined],
        [3.9, 8, 6],
        [3.8, 8, 4],
      ]);
      clock.now = START + 40 * DAY;
      await recorder.run(clock.now);
      const [, day] = await read(before);
      expect(day[0]).toBeCloseTo(11.6 / 3);
      expect(day[2]).toBeCloseTo(16 / 3);
    });

    it('stores late samples and deletes old ones, in batches', async () => {
      const { dump, knex, recorder, sampleAt, clock, reader } = await open();
      await sampleAt(START, 1);
      const [{ series }] = await knex('history_raw').select('series');
      // Written, and then the portal was off before anything was rolled up.
      const rows = Array.from({ length: 575 }, (_, index) => ({
        ...{ series, at: START + (index + 1) * 5 * MINUTE, used: 3, total: 8 },
      }));
      await knex.batchInsert('history_raw', rows, 100);
      await knex('history_raw')
        .where({ series, at: START })
        .update({ used: 3 });
      clock.now = START + 40 * DAY;
      await recorder.run(clock.now);
      const rolled = await dump();
      expect(rolled.raw).toEqual([]);
      expect(rolled.hourly).toEqual([]);
      expect(
        rolled.daily
          .filter(row => row.series === series)
          .map(({ at, samples, used }) => ({ at: Number(at), samples, used })),
      ).toEqual([
        { at: START, samples: 288, used: 3 },
        { at: START + DAY, samples: 288, used: 3 },
      ]);
      expect(
        (
          await reader.readCluster('one', {
            from: new Date(START).toISOString(),
            metric: 'cpu',
          })
        ).series[0].points,
      ).toHaveLength(2);

      // An interval that is half deleted does not replace what was made of all of it.
      await knex('history_daily').where({ series }).update({ samples: 300 });
      await knex('history_hourly').insert({
        ...{ series, at: START + DAY, used: 9, samples: 12 },
      });
      await recorder.run(START + 20 * DAY);
      expect(
        (await knex('history_daily').where({ series })).map(row => row.used),
      ).toEqual([3, 3]);

      await recorder.run(START + 500 * DAY);
      expect(await dump()).toEqual({ raw: [], hourly: [], daily: [] });
      expect(await knex('history_series')).toEqual([]);
    });

    it('writes many nodes, and reads few points of them', async () => {
      const { clock, knex, reader, recorder, states } = await open();
      const nodes = Array.from({ length: 1000 }, (_, index) => `n${index}`);
      for (let at = START; at < START + HOUR; at += 5 * MINUTE) {
        clock.now = at;
        states.splice(0, 1, { name: 'big', cpu: 1, observedAt: at, nodes });
        await recorder.run(at);
      }
      expect(await knex('history_series').count({ n: '*' })).toEqual([
        { n: expect.anything() },
      ]);
      const [{ rows }] = await knex('history_raw').count({ rows: '*' });
      expect(Number(rows)).toBe(12 * (3 + 3 * 1000));
      await recorder.run(START + 30 * DAY);
      const [{ left }] = await knex('history_raw').count({ left: '*' });
      expect(Number(left)).toBe(0);
      const [{ hours }] = await knex('history_hourly').count({ hours: '*' });
      expect(Number(hours)).toBe(3 + 3 * 1000);
      clock.now = START + 3 * DAY;
      const { series } = await reader.readCluster('big', {
        node: 'n999',
        from: new Date(START).toISOString(),
      });
      expect(series).toHaveLength(3);
    });
  });
});
