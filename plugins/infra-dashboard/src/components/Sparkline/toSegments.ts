import type { HistoryPoint } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** A place in a square of 0..1: to the right is later, up is more. */
export interface SparkPoint {
  x: number;
  y: number;
}

/** What is drawn of a point: what is in use; what is requested where that is all there is. */
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
 * The most of a series that there was to use, or that was used where that is not told. Use
 * is compared with what was measured, which may be less than all there was.
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
 * The lines of a series: one for each stretch without a gap, so that a time in which
 * nothing was read is not bridged as if it were known.
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
