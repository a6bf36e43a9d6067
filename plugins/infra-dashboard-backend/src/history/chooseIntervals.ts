import { InputError } from '@backstage/errors';
import type { HistoryOptions } from './readHistoryOptions';
import {
  DAY,
  floorTo,
  HOUR,
  RESOLUTIONS,
  USAGE_STEP,
  type Resolution,
} from './types';

/** A caller's `now` is a little older when its request is read. */
const TOLERANCE = 300_000;

/** Most points of a series. */
export const MAX_POINTS = 480;

/** Longest range that each resolution is used for. */
const MAX_RANGES: Record<Resolution, number> = {
  raw: 2 * DAY,
  hourly: 31 * DAY,
  daily: Infinity,
};

/** Intervals of a round length, so that days begin with one. */
function lengthOf(unit: number, atLeast: number): number {
  let length = unit * Math.max(1, Math.ceil(atLeast / unit));
  while (DAY % unit === 0 && length < DAY && DAY % length > 0) length += unit;
  return length;
}

export interface Intervals {
  resolution: Resolution;
  /** Length of an interval in milliseconds. */
  length: number;
  from: number;
  to: number;
}

export interface RangeQuery {
  from?: string;
  to?: string;
}

/**
 * The range of a query, which ends now at the latest and begins a day before its end where it
 * does not say.
 *
 * @throws InputError if the range is empty
 */
function readRange(
  query: RangeQuery,
  { now, history }: { now: number; history: HistoryOptions },
): { from: number; to: number } {
  const oldest = now - Math.max(...Object.values(history.retentionMs));
  const end = query.to === undefined ? now : Date.parse(query.to);
  const begin = query.from === undefined ? end - DAY : Date.parse(query.from);
  if (begin >= end) {
    throw new InputError(
      query.to === undefined
        ? 'from: lies in the future'
        : 'from: must be before `to`',
    );
  }
  if (end <= oldest) {
    throw new InputError('to: nothing is kept for so long');
  }
  if (begin >= now) throw new InputError('from: lies in the future');
  return { from: Math.max(begin, oldest), to: Math.min(end, now) };
}

/**
 * Intervals of the use of a workload: of five minutes, or longer where there would be too many.
 *
 * @throws InputError if the range is empty
 */
export function chooseWorkloadIntervals(
  query: RangeQuery,
  { now, history }: { now: number; history: HistoryOptions },
): Pick<Intervals, 'from' | 'to' | 'length'> {
  const { from, to } = readRange(query, { now, history });
  const length = lengthOf(USAGE_STEP, (to - from) / MAX_POINTS);
  return { from: floorTo(from, length), to, length };
}

/**
 * Chooses the points for a query: the finest that cover the whole range and are not too many. A
 * range that starts before the oldest stored point starts there, one that ends in the future
 * ends now, and the start is moved back to the start of an interval.
 *
 * @throws InputError if the range is empty
 */
export function chooseIntervals(
  query: RangeQuery,
  options: {
    now: number;
    history: HistoryOptions;
    /** Maximum number of intervals in the response. */
    maxPoints: number;
  },
): Intervals {
  const { history, maxPoints, now } = options;
  const { retentionMs, sampleIntervalMs } = history;
  const { from, to } = readRange(query, { now, history });
  const resolution =
    RESOLUTIONS.find(
      one =>
        to - from <= MAX_RANGES[one] + TOLERANCE &&
        from >= now - retentionMs[one] - TOLERANCE,
    ) ?? 'daily';
  const unit = { raw: sampleIntervalMs, hourly: HOUR, daily: DAY }[resolution];
  const length = lengthOf(unit, (to - from) / maxPoints);
  return { resolution, length, from: floorTo(from, length), to };
}
