import type { Point } from '../readPoints';
import { floorTo } from '../types';

/** A stored row; PostgreSQL returns big integers as text. */
interface Row {
  at: number | string;
  cpu: number | null;
  memory: number | null;
}

/** Averages and maxima of intervals, in the order of time; unknown numbers count for nothing. */
export function averagePoints(
  rows: readonly Row[],
  metric: 'cpu' | 'memory',
  length: number,
): Point[] {
  const values = new Map<number, number[]>();
  for (const row of rows) {
    const value = row[metric];
    if (value === null) continue;
    const at = floorTo(Number(row.at), length);
    const known = values.get(at);
    if (known) known.push(value);
    else values.set(at, [value]);
  }
  return [...values].map(([at, all]) => ({
    at,
    used: all.reduce((sum, one) => sum + one, 0) / all.length,
    maximum: Math.max(...all),
  }));
}
