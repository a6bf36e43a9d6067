import type { History } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { MINUTE, START, useHistory } from './__testUtils__/useHistory';
import { DAY, HOUR } from './types';

jest.setTimeout(120_000);

const seriesOf = (history: History, metric: string) =>
  history.series.find(one => one.metric === metric);

describe('the history', () => {
  const { databaseIds, openIn } = useHistory();

  describe.each(databaseIds)('in %s', id => {
    const open = () => openIn(id);

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
      // Time that passes without samples could be a clock that is wrong.
      for (const hours of [40, 20, 0]) {
        const at = START + 30 * DAY - hours * HOUR;
        states.splice(0, 1, { name: 'later', cpu: 1, observedAt: at });
        await recorder.run(at);
      }
      const countOld = async (table: string) => {
        const [{ rows: old }] = await knex(table)
          .where('at', '<', START + DAY)
          .count({ rows: '*' });
        return Number(old);
      };
      expect(await countOld('history_raw')).toBe(0);
      expect(await countOld('history_hourly')).toBe(3 + 3 * 1000);
      clock.now = START + 3 * DAY;
      const { series } = await reader.readCluster('big', {
        node: 'n999',
        from: new Date(START).toISOString(),
      });
      expect(series).toHaveLength(3);
    });
  });
});
