import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { fakeWorkload } from '../../testing/FakeProvider';
import { MINUTE, START, useHistory } from '../__testUtils__/useHistory';
import { DAY, HOUR } from '../types';

jest.setTimeout(120_000);

const STEP = 5 * MINUTE;

const using = (id: string, cpu?: number, memory?: number): Workload =>
  fakeWorkload('one', id, { cpu: { usage: cpu }, memory: { used: memory } });

describe('the use of workloads', () => {
  const { databaseIds, openIn } = useHistory();

  describe.each(databaseIds)('in %s', id => {
    async function open() {
      const opened = await openIn(id);
      const { clock, workloads } = opened;
      /** What a reading of a moment says, which is as fresh as it can be by default. */
      const sample = (
        now: number,
        items: Workload[],
        options: { of?: typeof workloads; age?: number; total?: number } = {},
      ) => {
        clock.now = now;
        const { age = 0, of = workloads, total = items.length } = options;
        const observedAt = now - age;
        return of.sample({ cluster: 'one', items, observedAt, total });
      };
      const read = (workload: string, from = START, length = STEP) =>
        workloads.read(
          { cluster: 'one', id: workload },
          { from, to: clock.now + 1, length },
        );
      return { ...opened, read, sample };
    }

    it('is sampled once per interval, and what is not known is absent', async () => {
      const { clock, knex, read, replica, sample, workloads } = await open();
      const hostile = `a\0'"; drop table history_workloads; --`;
      await sample(START + MINUTE, [
        using('web', 0.25, 1_500_000_000),
        using('db', undefined, 7),
        using('none'),
        using(hostile, 3),
      ]);
      await sample(START + 2 * MINUTE, [using('web', 9)]);
      // Another replica took over in the same interval.
      const { workloads: other } = replica();
      await sample(START + 3 * MINUTE, [using('web', 0.75)], { of: other });
      await sample(START + STEP, [using('web', 9)], { age: STEP });
      await workloads.sample({
        ...{ cluster: 'two', total: 1, observedAt: clock.now },
        items: [using('web', 9)],
      });
      await sample(START + 2 * STEP, [using('web', 0.25, 1)]);

      expect(await read('web')).toEqual({
        cpu: [
          { at: START, used: 0.75, maximum: 0.75 },
          { at: START + 2 * STEP, used: 0.25, maximum: 0.25 },
        ],
        memory: [{ at: START + 2 * STEP, used: 1, maximum: 1 }],
      });
      expect(await read('web', START, 3 * STEP)).toMatchObject({
        cpu: [{ at: START, used: 0.5, maximum: 0.75 }],
      });
      expect(await read('db')).toEqual({
        cpu: [],
        memory: [{ at: START, used: 7, maximum: 7 }],
      });
      expect((await read(hostile)).cpu).toHaveLength(1);
      expect(await read('none')).toEqual({ cpu: [], memory: [] });
      expect(await knex('history_workloads')).toHaveLength(5);
    });

    it('is stored for a day, whatever the clock says', async () => {
      const { clock, knex, read, recorder, sample } = await open();
      for (let at = START; at <= START + 25 * HOUR; at += STEP) {
        await sample(at, [using('web', 1), using('db', 2)]);
      }
      await recorder.run(clock.now);
      const [{ oldest, rows }] = await knex('history_workloads')
        .min({ oldest: 'at' })
        .count({ rows: '*' });
      expect([Number(oldest), Number(rows)]).toEqual([
        ...[START + HOUR, 2 * (24 * 12 + 1)],
      ]);
      expect((await read('web')).cpu).toHaveLength(24 * 12 + 1);
      // A clock that jumps ahead for a moment deletes nothing.
      await recorder.run(START + 90 * DAY);
      expect((await read('web')).cpu).toHaveLength(24 * 12 + 1);
    });

    it('is stored of a part where there are too many, always the same', async () => {
      const { history, knex, sample } = await open();
      history.workloads = { ...history.workloads, max: 500 };
      const all = Array.from({ length: 2_000 }, (_, i) => using(`w${i}`, i));
      await sample(START, all);
      await sample(START + STEP, [...all].reverse(), { total: 2_000 });
      const [first, second] = await Promise.all(
        [START, START + STEP].map(at =>
          knex('history_workloads').where({ at }).orderBy('series'),
        ),
      );
      expect(first.length).toBeGreaterThan(400);
      expect(first.length).toBeLessThan(600);
      expect(second.map(row => row.series)).toEqual(
        first.map(row => row.series),
      );
      history.workloads = { ...history.workloads, max: 0 };
      await sample(START + 2 * STEP, all);
      expect(
        await knex('history_workloads').where('at', '>', START + STEP),
      ).toEqual([]);
    });
  });
});
