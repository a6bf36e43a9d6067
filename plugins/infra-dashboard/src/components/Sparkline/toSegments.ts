import type { HistoryPoint } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';

/** A place in a square of 0..1: to the right is later, up is more. */
export interface SparkPoint {
  x: number;
  y: number;
}

/** The value to draw for a point: usage, or requests if usage is unknown. */
export function shownValue(
  { requested, used }: HistoryPoint,
  fromUse: boolean,
): number | undefined {
  return fromUse ? used : requested;
}

export function isMeasured(points: HistoryPoint[]): boolean {
  return points.some(({ used }) => used !== undefined);
}

/**
 * The largest total of a series, or the largest usage if no total is known. Usage is compared
 * with the measured total, which may be less than the whole total.
 */
function ceilingOf(
  points: HistoryPoint[],
  { values, fromUse }: { values: number[]; fromUse: boolean },
): number {
  const totals = points.flatMap(
    ({ measuredTotal, total }) =>
      (fromUse ? measuredTotal : total) ?? total ?? [],
  );
  return Math.max(0, ...(totals.length > 0 ? totals : []), ...values);
}

/**
 * The lines of a series: one for each stretch without a gap. A line must not connect points
 * across a time without samples.
 */
export function toSegments(options: {
  points: HistoryPoint[];
  /** ISO 8601 ends of the time shown. */
  from: string;
  to: string;
  resolutionSeconds: number;
}): SparkPoint[][] {
  const { from, points, resolutionSeconds, to } = options;
  const measured = isMeasured(points);
  const known = points.flatMap(point => {
    const value = shownValue(point, measured);
    return value === undefined ? [] : [{ at: Date.parse(point.at), value }];
  });
  const ceiling = ceilingOf(points, {
    values: known.map(({ value }) => value),
    fromUse: measured,
  });
  const start = Date.parse(from);
  const length = Date.parse(to) - start;
  const segments: SparkPoint[][] = [];
  let last = -Infinity;
  for (const { at, value } of known) {
    if (at - last > resolutionSeconds * 1_500) segments.push([]);
    segments[segments.length - 1].push({
      x: length > 0 ? Math.min(1, Math.max(0, (at - start) / length)) : 0,
      y: ceiling > 0 ? value / ceiling : 0,
    });
    last = at;
  }
  return segments;
}
