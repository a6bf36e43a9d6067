import type {
  History,
  HistoryPoint,
  HistorySeries,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';

/** A column of a plot; absent numbers leave a gap in their line. */
export interface PlotRow {
  /** Milliseconds since 1970. */
  at: number;
  used?: number;
  maximum?: number;
  requested?: number;
  total?: number;
  measuredTotal?: number;
}

/** The lines that a plot can have. */
const PLOT_LINES = [
  'used',
  'maximum',
  'requested',
  'total',
  'measuredTotal',
] as const;

export type PlotLine = (typeof PLOT_LINES)[number];

/** Whether use is known of less than all there is, so that it is no share of that. */
function isPartlyMeasured({ measuredTotal, total }: HistoryPoint): boolean {
  return (
    measuredTotal !== undefined &&
    total !== undefined &&
    measuredTotal < total * 0.999
  );
}

/** The lines that a series has a number for; what is measured where that is not all. */
export function linesOf({ points }: HistorySeries): PlotLine[] {
  return PLOT_LINES.filter(line =>
    line === 'measuredTotal'
      ? points.some(isPartlyMeasured)
      : points.some(point => point[line] !== undefined),
  );
}

/** The points of a series, with an empty row in each gap, so that no line bridges it. */
export function toPlotRows(
  { resolutionSeconds }: Pick<History, 'resolutionSeconds'>,
  { points }: HistorySeries,
): PlotRow[] {
  const rows: PlotRow[] = [];
  const step = resolutionSeconds * 1_000;
  for (const { at, ...numbers } of points) {
    const time = Date.parse(at);
    const last = rows[rows.length - 1];
    if (last && time - last.at > step * 1.5) rows.push({ at: last.at + step });
    rows.push({ at: time, ...numbers });
  }
  return rows;
}
