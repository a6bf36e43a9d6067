import { mockServices } from '@backstage/backend-test-utils';
import type {
  NodePast,
  PastUse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../../collector';
import { PluginDatabase } from '../../database';
import { MINUTE, START, useHistory } from '../__testUtils__/useHistory';
import { DAY, HOUR } from '../types';
import { Backfill } from './Backfill';
import { resample } from './resample';

jest.setTimeout(120_000);

const NOW = START + 10 * DAY + 12 * HOUR + 2 * MINUTE;

/** What a node used in all intervals of a range. */
function pointsOf(
  range: { from: number; to: number; lengthMs: number },
  use: Omit<PastUse, 'at' | 'lengthMs'>,
): PastUse[] {
  const { from, lengthMs, to } = range;
  return Array.from({ length: (to - from) / lengthMs }, (_, index) => ({
    ...{ at: from + index * lengthMs, lengthMs },
    ...use,
  }));
}

describe('the past of a new cluster', () => {
  const { databaseIds, openIn } = useHistory();

  describe.each(databaseIds)('in %s', id => {
    async function open() {
      const opened = await openIn(id);
      const { history, knex } = opened;
      const logger = mockServices.logger.mock();
      const readPast = jest.fn<
        Promise<NodePast[] | undefined>,
        [ClusterRecord]
      >();
      const start = () =>
        new Backfill({
          ...{ history, logger, readPast },
          database: new PluginDatabase({
            ...{ subject: 'history', logger },
            database: mockServices.database({ knex }),
          }),
          listRecords: () => [{ snapshot: { name: 'one' } } as ClusterRecord],
        });
      return { ...opened, logger, readPast, start };
    }

    it('is written once, and own samples stay', async () => {
      const { clock, reader, readPast, recorder, sampleAt, start } =
        await open();
      await sampleAt(NOW, 2);
      const begin = NOW - (NOW % HOUR) - 8 * DAY;
      readPast.mockResolvedValue([
        {
          node: 'n1',
          points: [
            ...pointsOf(
              { from: begin, to: NOW - DAY, lengthMs: 3 * HOUR },
              { cpu: { used: 1, total: 4 }, memory: { used: 5, total: 8 } },
            ),
            ...pointsOf(
              { from: NOW - DAY, to: NOW + HOUR, lengthMs: HOUR / 2 },
              { cpu: { used: 3, total: 4 } },
            ),
          ],
        },
        {
          node: 'n2',
          points: pointsOf(
            { from: begin, to: NOW - HOUR, lengthMs: HOUR },
            { cpu: { total: 4 } },
          ),
        },
      ]);
      const backfill = start();
      await backfill.run(NOW);
      await backfill.run(NOW + MINUTE);
      await start().run(NOW + MINUTE);
      expect(readPast).toHaveBeenCalledTimes(1);

      clock.now = NOW + MINUTE;
      const read = async (days: number, node?: string) => {
        const from = new Date(NOW - days * DAY).toISOString();
        const found = await reader.readCluster('one', {
          ...{ metric: 'cpu', from, node },
        });
        return found.series[0].points;
      };
      const day = await read(1);
      expect(day.length).toBeGreaterThan(280);
      expect(day[5]).toMatchObject({ used: 3, total: 8, measuredTotal: 4 });
      expect(day[day.length - 1]).toMatchObject({ used: 2, total: 8 });
      const gaps = day
        .slice(1)
        .map(({ at }, i) => Date.parse(at) - Date.parse(day[i].at));
      expect(Math.max(...gaps)).toBe(5 * MINUTE);
      const week = await read(6, 'n1');
      expect(week[0]).toMatchObject({ used: 1, total: 4, measuredTotal: 4 });
      expect(week.length).toBeGreaterThan(140);
      const days = await read(40);
      expect(days.map(({ used }) => used)).toContain(1);
      expect(days.length).toBeGreaterThan(6);
      // A roll-up goes on from there.
      await recorder.run(NOW + 2 * HOUR);
      expect((await read(6, 'n1')).length).toBeGreaterThanOrEqual(week.length);
    });

    it('is not read where there is one, or nothing yet', async () => {
      const { readPast, sampleAt, start } = await open();
      await start().run(NOW);
      expect(readPast).not.toHaveBeenCalled();
      await sampleAt(NOW - 3 * HOUR, 1);
      await sampleAt(NOW, 1);
      await start().run(NOW);
      expect(readPast).not.toHaveBeenCalled();
    });

    it('is read again where another replica reads, not where it fails', async () => {
      const { knex, logger, readPast, sampleAt, start } = await open();
      await sampleAt(NOW, 1);
      const backfill = start();
      readPast.mockResolvedValueOnce(undefined);
      await backfill.run(NOW);
      readPast.mockRejectedValueOnce(
        Object.assign(new Error('secret'), { code: 'FORBIDDEN' }),
      );
      await backfill.run(NOW);
      await backfill.run(NOW);
      expect(readPast).toHaveBeenCalledTimes(2);
      expect(jest.mocked(logger.warn).mock.calls).toEqual([
        ["The past of the cluster 'one' cannot be read: FORBIDDEN"],
      ]);
      expect(await knex('history_hourly')).toEqual([]);
    });
  });

  it('is averaged by time, without what is invalid', () => {
    const found = resample(
      [
        { at: 0, lengthMs: 30, cpu: { used: 1, total: 4 } },
        { at: 30, lengthMs: 10, cpu: { used: 5 } },
        { at: 50, lengthMs: 20, cpu: { used: NaN, total: 2 } },
        { at: 60, lengthMs: 0, cpu: { used: 9 } },
        { at: NaN, lengthMs: 20, cpu: { used: 9 } },
        { at: 80, lengthMs: 1e9, cpu: { used: 7 } },
        { at: -1e12, lengthMs: 10, cpu: { used: 7 } },
      ],
      'cpu',
      { from: 0, to: 100, length: 20 },
    );
    expect([...found]).toEqual([
      [0, { used: 1, total: 4 }],
      [20, { used: 3, total: 4 }],
      [40, { total: 2 }],
      [60, { total: 2 }],
      [80, { used: 7 }],
    ]);
  });
});
