import type { HistoryForecast } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { Point } from './readPoints';
import { DAY, HOUR } from './types';

const MIN_POINTS = 24;
/** A whole week: what changes with it is no trend. */
const MIN_DAYS = 7;
const MIN_FIT = 0.7;
const MAX_DAYS = 365;

/** By how much, of itself, a capacity may differ and still be the same. */
const SAME_TOTAL = 0.005;

/** Parts of the past from which the rest of it is predicted, to learn how wrong that is. */
const TESTED_PARTS = [0.3, 0.4, 0.5, 0.6, 0.7];

/** The future differs from the past at least as much as the past from itself. */
const CAUTION = 1.5;

interface LinePoint {
  x: number;
  y: number;
}

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
function fitLine(points: LinePoint[]) {
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
  const deviation = Math.sqrt(rest / (count - 2));
  const margin = (studentQuantile(count - 2) * deviation) / Math.sqrt(xx);
  return { middleX, middleY, slope, margin, deviation, fit };
}

/**
 * By how much a line through the beginning of the past was wrong about the rest of it, as a slope:
 * once for each part of the past that counts as known.
 */
function backTest(points: LinePoint[]): number[] {
  return TESTED_PARTS.map(part => Math.floor(part * points.length)).map(
    known => {
      const before = fitLine(points.slice(0, known));
      const after = fitLine(points.slice(known));
      const distance = after.middleX - before.middleX;
      return (after.middleY - before.middleY) / distance - before.slope;
    },
  );
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
 * it, it is no line, may not rise or takes longer than a year.
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
  const shares = points.map(({ at, used, whole }) => ({
    x: (at + length / 2 - now) / DAY,
    y: used / whole,
  }));
  const { deviation, fit, middleX, middleY, slope, ...line } = fitLine(shares);
  const errors = backTest(shares).map(Math.abs);
  const margin = Math.max(line.margin, CAUTION * Math.max(...errors));
  const fullAt = (rise: number, whole = 1) =>
    middleX + (whole - middleY) / rise;
  // Where it may not rise at all, nothing is known.
  if (slope <= margin || fit < MIN_FIT || fullAt(slope) > MAX_DAYS) {
    return undefined;
  }
  const daysToFull = Math.max(0, fullAt(slope));
  const meanError = errors.reduce((sum, one) => sum + one, 0) / errors.length;
  return {
    daysToFull: toDays(daysToFull),
    // It swings around the line, and is full at the first peak that reaches the total.
    earliestDays: toDays(fullAt(slope + margin, 1 - 2 * deviation)),
    latestDays: toDays(fullAt(slope - margin)),
    errorDays: toDays((meanError / slope) * daysToFull),
    fit: Number(fit.toFixed(3)),
    basedOnDays: toDays(days),
  };
}
