import type { HistoryForecast } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Point } from './readPoints';
import { DAY, HOUR } from './types';

const MIN_POINTS = 24;
const MIN_DAYS = 3;
const MIN_FIT = 0.7;
const MAX_DAYS = 365;

/** By how much, of itself, a capacity may differ and still be the same. */
const SAME_TOTAL = 0.005;

/** A point whose `used` is a fraction of `whole`. */
interface KnownPoint {
  at: number;
  used: number;
  whole: number;
}

/** The 97.5 % quantile of Student's distribution, to three digits from ten degrees on. */
function studentQuantile(degrees: number): number {
  const z = 1.959964;
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2)
  );
}

/** The least squares line through points, by their middle. */
function fitLine(points: Array<{ x: number; y: number }>) {
  const count = points.length;
  const middleX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const middleY = points.reduce((sum, { y }) => sum + y, 0) / count;
  let [xx, xy, yy] = [0, 0, 0];
  for (const { x, y } of points) {
    xx += (x - middleX) ** 2;
    xy += (x - middleX) * (y - middleY);
    yy += (y - middleY) ** 2;
  }
  const slope = xy / xx;
  const fit = yy > 0 ? xy ** 2 / (xx * yy) : 0;
  const rest = Math.max(0, yy - slope * xy);
  const error = Math.sqrt(rest / (count - 2) / xx);
  const margin = studentQuantile(count - 2) * error;
  return { middleX, middleY, slope, margin, fit };
}

/** Points that were recorded before `measuredTotal` was know only the total. */
function toKnownPoints(points: Point[]): KnownPoint[] {
  return points.flatMap(({ at, used, total, measuredTotal = total }) =>
    used !== undefined && measuredTotal
      ? { at, used, whole: measuredTotal }
      : [],
  );
}

/** The last points, as far back as what was measured is that of the last one. */
function sinceCapacityChanged(points: KnownPoint[]): KnownPoint[] {
  const whole = points[points.length - 1]?.whole;
  const changed = points.findLastIndex(
    point => Math.abs(point.whole - whole) > SAME_TOTAL * whole,
  );
  return points.slice(changed + 1);
}

const toDays = (value: number) => Number(Math.max(0, value).toFixed(1));

interface Window {
  points: KnownPoint[];
  /** Length of the intervals in milliseconds. */
  length: number;
  days: number;
}

/** The past that counts; undefined where it is short or ended some time ago. */
function windowOf(
  points: Point[],
  options: { now: number; length: number },
): Window | undefined {
  const { length, now } = options;
  const complete = toKnownPoints(points).filter(({ at }) => at + length <= now);
  const last = complete[complete.length - 1];
  if (!last || now - (last.at + length) > Math.max(2 * length, 6 * HOUR)) {
    return undefined;
  }
  const window = sinceCapacityChanged(complete);
  const days = (last.at + length - window[0].at) / DAY;
  return window.length < MIN_POINTS || days < MIN_DAYS
    ? undefined
    : { points: window, length, days };
}

/**
 * When all that is measured is in use if it goes on as it did: by day, or by hour where the past,
 * or the time since the capacity changed, is short. Undefined where there is too little of
 * it, it is no line, does not rise or takes longer than a year.
 */
export function forecast(
  past: { daily: Point[]; hourly: Point[] },
  options: { now: number },
): HistoryForecast | undefined {
  const { now } = options;
  const window =
    windowOf(past.daily, { now, length: DAY }) ??
    windowOf(past.hourly, { now, length: HOUR });
  if (!window) return undefined;
  const { points, length, days } = window;
  // Days from now and parts of the total: numbers of a size that add up well.
  const { middleX, middleY, slope, margin, fit } = fitLine(
    points.map(({ at, used, whole }) => ({
      x: (at + length / 2 - now) / DAY,
      y: used / whole,
    })),
  );
  const fullAt = (rise: number) => middleX + (1 - middleY) / rise;
  if (slope <= 0 || fit < MIN_FIT || fullAt(slope) > MAX_DAYS) {
    return undefined;
  }
  return {
    daysToFull: toDays(fullAt(slope)),
    earliestDays: toDays(fullAt(slope + margin)),
    ...(slope > margin && { latestDays: toDays(fullAt(slope - margin)) }),
    fit: Number(fit.toFixed(3)),
    basedOnDays: toDays(days),
  };
}
