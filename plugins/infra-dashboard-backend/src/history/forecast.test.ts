import { forecast } from './forecast';
import type { Point } from './readPoints';
import { DAY, HOUR } from './types';

const NOW = Date.parse('2026-06-01T12:00:00.000Z');
const TODAY = NOW - 12 * HOUR;

/** Numbers in -1..1 that come out the same in each run. */
function createNoise(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) % 2_147_483_648;
    return (Math.abs(state) / 2_147_483_648) * 2 - 1;
  };
}

/** Points until now, `usedAt` of how many days they lie back. */
function pointsOf(
  usedAt: (daysAgo: number) => Partial<Point>,
  options: { length: number; count: number },
): Point[] {
  const { count, length } = options;
  const end = Math.floor(NOW / length) * length;
  return Array.from({ length: count }, (_, index) => {
    const at = end - (count - index) * length;
    const daysAgo = (NOW - at - length / 2) / DAY;
    return { at, total: 1000, ...usedAt(daysAgo) };
  });
}

const days = (count: number, usedAt: (daysAgo: number) => Partial<Point>) => ({
  daily: pointsOf(usedAt, { length: DAY, count }),
  hourly: [],
});
const hours = (count: number, usedAt: (daysAgo: number) => Partial<Point>) => ({
  daily: [],
  hourly: pointsOf(usedAt, { length: HOUR, count }),
});
const forecastOf = (past: Parameters<typeof forecast>[0]) =>
  forecast(past, { now: NOW });
const line = (daysAgo: number) => ({ used: 700 - 10 * daysAgo });

describe('forecast', () => {
  it('goes by what was measured, also where that is less than there is', () => {
    const half = days(40, ago => ({ ...line(ago), total: 2000 }));
    const measured = half.daily.map(one => ({ ...one, measuredTotal: 1000 }));
    expect(forecastOf({ daily: measured, hourly: [] })).toMatchObject({
      daysToFull: 30,
      basedOnDays: 40,
    });
    // Half of the nodes lost their measurement: no trend, another set.
    const changed = measured.map((one, index) =>
      index < 20 ? { ...one, used: one.used! * 2, measuredTotal: 2000 } : one,
    );
    expect(forecastOf({ daily: changed, hourly: [] })).toBeUndefined();
  });

  it('computes when a line reaches the total, by day and by hour', () => {
    expect(forecastOf(days(40, line))).toEqual({
      ...{ daysToFull: 30, earliestDays: 30, latestDays: 30 },
      ...{ errorDays: 0, fit: 1, basedOnDays: 40 },
    });
    expect(forecastOf(hours(168, line))).toMatchObject({
      daysToFull: 30,
      basedOnDays: 7,
    });
    const bytes = (daysAgo: number) => ({
      total: 1e16,
      used: 7e15 - 1e14 * daysAgo,
    });
    expect(forecastOf(days(40, bytes))).toMatchObject({ daysToFull: 30 });
    expect(forecastOf(days(40, ago => ({ used: 1200 - ago })))).toMatchObject({
      ...{ daysToFull: 0, earliestDays: 0, latestDays: 0 },
    });
  });

  // How a series swings around its even rise, by the day; some of them hold dice.
  const day = 2 * Math.PI;
  const shapes: Array<
    [string, (perDay: number, noise: () => number) => (at: number) => number]
  > = [
    ['evenly', () => () => 0],
    ['with noise', (_, noise) => () => 40 * noise()],
    ['with the week', () => at => 40 * Math.sin((day * at) / 7)],
    [
      'with the week and noise',
      (_, noise) => at => 30 * Math.sin((day * at) / 7) + 20 * noise(),
    ],
    [
      'in steps of ten days',
      perDay => at => perDay * (10 * Math.floor(at / 10) - at + 5),
    ],
    [
      'in steps of twenty days',
      perDay => at => perDay * (20 * Math.floor(at / 20) - at + 10),
    ],
    [
      'with noise that lasts',
      (_, noise) => {
        let last = 0;
        return () => {
          last = 0.8 * last + 20 * noise();
          return last;
        };
      },
    ],
  ];

  it.each(shapes)(
    'holds the first day at the total in nine of ten series that rise %s, or gives none',
    (name, shape) => {
      const noise = createNoise(7);
      let [given, held] = [0, 0];
      for (let round = 0; round < 120; round += 1) {
        const past = [30, 60, 90][round % 3];
        const future = 5 + 50 * (1 + noise());
        const start = 300 + 200 * noise();
        const perDay = (1000 - start) / (past + future);
        const swing = shape(perDay, noise);
        const used = Array.from({ length: 4 * (past + 105) }, (_, at) =>
          Math.max(0, start + perDay * at + swing(at)),
        );
        const found = forecastOf(
          days(past, ago => ({ used: used[past - ago] })),
        );
        if (!found) continue;
        given += 1;
        const full = used.findIndex((one, at) => at >= past && one >= 1000);
        const truth = full - past;
        expect(found.earliestDays).toBeLessThanOrEqual(found.daysToFull);
        expect(found.latestDays).toBeGreaterThanOrEqual(found.daysToFull);
        // It was full at some time since the day before.
        if (found.earliestDays <= truth && found.latestDays >= truth - 1) {
          held += 1;
        }
      }
      expect([name, given >= 40]).toEqual([name, true]);
      expect(held / given).toBeGreaterThanOrEqual(0.9);
    },
  );

  it('holds it in nine of ten after the first week as well, whatever the days of the week do', () => {
    const noise = createNoise(11);
    let [given, held] = [0, 0];
    for (let round = 0; round < 100; round += 1) {
      const past = (7 + (round % 4)) * 24;
      const full = 24 * (3 + 8 * (1 + noise()));
      const start = 400 + 100 * noise();
      const phase = 7 * noise();
      const usedAt = (hour: number) =>
        start +
        ((1000 - start) * hour) / (past + full) +
        12 * Math.sin(day * (hour / (24 * 7) + phase)) +
        10 * noise();
      const used = Array.from({ length: past + 24 * 200 }, (_, at) =>
        usedAt(at),
      );
      const found = forecastOf(
        hours(past, ago => ({ used: used[Math.round(past - ago * 24 - 0.5)] })),
      );
      if (!found) continue;
      given += 1;
      const truth =
        (used.findIndex((one, at) => at >= past && one >= 1000) - past) / 24;
      if (found.earliestDays <= truth && found.latestDays >= truth - 0.1) {
        held += 1;
      }
    }
    expect(given).toBeGreaterThan(20);
    expect(held / given).toBeGreaterThanOrEqual(0.9);
  });

  it('says how wrong it was about its own past', () => {
    const bent = (ago: number) => ({
      used: 700 - 10 * ago + (ago > 20 ? 3 * (ago - 20) : 0),
    });
    const [even] = [forecastOf(days(40, line))!];
    expect(even.errorDays).toBe(0);
    const found = forecastOf(days(40, bent))!;
    expect(found.errorDays).toBeGreaterThan(2);
    expect(found.latestDays - found.earliestDays).toBeGreaterThan(
      found.errorDays,
    );
  });

  it.each<[string, Parameters<typeof forecast>[0]]>([
    ['nothing', days(0, line)],
    ['less than a week', hours(167, line)],
    ['less than 24 points', days(23, line)],
    ['what does not rise', days(60, () => ({ used: 500 }))],
    ['what falls', days(60, ago => ({ used: 400 + 5 * ago }))],
    [
      'what is full in more than a year',
      days(60, ago => ({ used: 600 - ago })),
    ],
    [
      'what is no line',
      days(60, ago => ({ used: 500 - ago + 300 * Math.sin(ago) })),
    ],
    ['an unknown total', days(60, ago => ({ ...line(ago), total: undefined }))],
    [
      'what ended days ago',
      days(60, ago => (ago < 4 ? { used: undefined } : line(ago))),
    ],
    [
      'a new capacity',
      days(60, ago => ({ ...line(ago), total: ago < 10 ? 2000 : 1000 })),
    ],
  ])('has no forecast for %s', (_, past) => {
    expect(forecastOf(past)).toBeUndefined();
  });

  it('begins again where the capacity changed, by hour where that was of late', () => {
    const total = (ago: number) => (ago < 10 ? 2000 : 1000);
    const used = (ago: number) => (ago < 10 ? 900 - 20 * ago : 100);
    const both = (ago: number) => ({ used: used(ago), total: total(ago) });
    expect(
      forecastOf({
        daily: days(60, both).daily,
        hourly: hours(720, both).hourly,
      }),
    ).toMatchObject({ daysToFull: 55, basedOnDays: 10 });
    expect(
      forecastOf(days(60, ago => ({ ...line(ago), total: 1000 + (ago % 3) }))),
    ).toMatchObject({ basedOnDays: 60 });
  });

  it('leaves out the interval that is not over, and gaps', () => {
    const past = days(40, line);
    past.daily.push({ at: TODAY, used: 0, total: 1000 });
    past.daily.splice(5, 3);
    expect(forecastOf(past)).toMatchObject({ daysToFull: 30, fit: 1 });
  });
});
