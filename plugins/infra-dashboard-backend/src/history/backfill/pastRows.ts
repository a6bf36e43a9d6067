import type { NodePast } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Sample } from '../types';
import { resample } from './resample';

export const PAST_METRICS = ['cpu', 'memory'] as const;

/** More than any platform stores of a week; an upstream server may return anything. */
const MAX_POINTS = 5_000;

/** A sample of an interval. */
export interface PastRow extends Sample {
  at: number;
}

/** The past of nodes and of their cluster, which is their sum, in intervals of one length. */
export function* pastRows(
  past: readonly NodePast[],
  range: { from: number; to: number; length: number },
): Generator<PastRow> {
  for (const metric of PAST_METRICS) {
    const sums = new Map<
      number,
      { used: number; total: number; measured: number }
    >();
    for (const { node, points } of past) {
      for (const [at, { total, used }] of resample(
        points.slice(-MAX_POINTS),
        metric,
        range,
      )) {
        yield {
          ...{ at, node, metric, used, total },
          ...(used !== undefined && { measuredTotal: total }),
        };
        const sum = sums.get(at) ?? { used: 0, total: 0, measured: 0 };
        sum.total += total ?? 0;
        if (used !== undefined && total !== undefined) {
          sum.used += used;
          sum.measured += total;
        }
        sums.set(at, sum);
      }
    }
    for (const [at, { measured, total, used }] of sums) {
      if (measured === 0) continue;
      yield {
        ...{ at, node: '', metric, used, total },
        measuredTotal: measured,
      };
    }
  }
}
