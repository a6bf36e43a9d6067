import { MINUTE, START, useHistory } from './__testUtils__/useHistory';
import { DAY, HOUR } from './types';

jest.setTimeout(120_000);

describe('the history when it is rolled up', () => {
  const { databaseIds, openIn } = useHistory();

  describe.each(databaseIds)('in %s', id => {
    const open = () => openIn(id);

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
      const { dump, knex, recorder, sampleAt, clock, reader, states } =
        await open();
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
      const written = (await dump()).raw;
      await recorder.run(clock.now);
      // It may be the clock that jumped; when the portal runs on, it is not.
      expect((await dump()).raw).toEqual(written);
      for (const hours of [0, 31, 62, 93, 96, 99, 102]) {
        await sampleAt(START + 40 * DAY + hours * HOUR, undefined);
      }
      const rolled = await dump();
      const isOld = ({ at }: { at: string }) => Number(at) < START + 39 * DAY;
      expect(rolled.raw.filter(isOld)).toEqual([]);
      expect(rolled.hourly.filter(isOld)).toEqual([]);
      expect(
        rolled.daily
          .filter(row => row.series === series && isOld(row))
          .map(({ at, samples, used }) => ({ at: Number(at), samples, used })),
      ).toEqual([
        { at: START, samples: 288, used: 3 },
        { at: START + DAY, samples: 288, used: 3 },
      ]);
      expect(
        (
          await reader.readCluster('one', {
            from: new Date(START).toISOString(),
            to: new Date(START + 39 * DAY).toISOString(),
            metric: 'cpu',
          })
        ).series[0].points,
      ).toHaveLength(2);

      // An interval that is half deleted does not replace what was made of all of it.
      await knex('history_daily')
        .where({ series })
        .andWhere('at', '<', START + 39 * DAY)
        .update({ samples: 300 });
      await knex('history_hourly').insert({
        ...{ series, at: START + DAY, used: 9, samples: 12 },
      });
      await recorder.run(START + 20 * DAY);
      expect(
        (await knex('history_daily').where({ series }))
          .filter(isOld)
          .map(row => row.used),
      ).toEqual([3, 3]);

      const before = await knex('history_series').pluck('id');
      const days = [500, 501.3, 502.6, 503.9, 504, 504.2, 520, 540, 560];
      for (const day of days) {
        clock.now = START + day * DAY;
        states[0] = { name: 'two', cpu: 1, observedAt: clock.now };
        await recorder.run(clock.now);
      }
      await recorder.run(clock.now + DAY);
      const old = await knex('history_daily').whereIn('series', before);
      expect(old).toEqual([]);
      expect(await knex('history_series').pluck('cluster')).toEqual(
        expect.not.arrayContaining(['one']),
      );
    });

    it('deletes nothing because a clock was ahead for a while', async () => {
      const { dump, sampleAt } = await open();
      for (let hour = 0; hour < 60; hour += 6) {
        await sampleAt(START + hour * HOUR, 1);
      }
      const count = async () => {
        const { raw, hourly, daily } = await dump();
        return [raw, hourly, daily].map(rows => rows.length);
      };
      const before = await count();
      // Half an hour in another year, and back.
      for (let minute = 0; minute < 30; minute += 5) {
        await sampleAt(START + 900 * DAY + minute * MINUTE, 1);
      }
      await sampleAt(START + 54 * HOUR + 5 * MINUTE, 1);
      const after = await count();
      after.forEach((rows, index) => {
        expect(rows).toBeGreaterThanOrEqual(before[index]);
      });
    });
  });
});
