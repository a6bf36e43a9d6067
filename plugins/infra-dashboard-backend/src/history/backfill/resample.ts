import type { PastUse } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { floorTo } from '../types';

export interface Resampled {
  used?: number;
  total?: number;
}

/** A sum that is weighted by time. */
interface Average {
  sum: number;
  ms: number;
}

interface Slot {
  used: Average;
  total: Average;
}

function add(average: Average, value: number | undefined, ms: number): void {
  if (value === undefined || !Number.isFinite(value)) return;
  average.sum += value * ms;
  average.ms += ms;
}

const valueOf = ({ ms, sum }: Average) => (ms > 0 ? sum / ms : undefined);

/**
 * Averages of intervals of another length, by their begin: shorter ones repeat what is known of
 * a longer one. An interval that nothing is known of is left out.
 */
export function resample(
  points: readonly PastUse[],
  metric: 'cpu' | 'memory',
  range: { from: number; to: number; length: number },
): Map<number, Resampled> {
  const { from, length, to } = range;
  const slots = new Map<number, Slot>();
  for (const { at, lengthMs, [metric]: use } of points) {
    if (!use || !Number.isFinite(at) || !(lengthMs > 0)) continue;
    const begin = Math.max(at, from);
    const end = Math.min(at + lengthMs, to);
    for (let slot = floorTo(begin, length); slot < end; slot += length) {
      const ms =
        Math.min(slot + length, at + lengthMs, to) - Math.max(slot, begin);
      const one = slots.get(slot) ?? {
        used: { sum: 0, ms: 0 },
        total: { sum: 0, ms: 0 },
      };
      add(one.used, use.used, ms);
      add(one.total, use.total, ms);
      slots.set(slot, one);
    }
  }
  return new Map(
    [...slots].map(([at, slot]) => [
      at,
      { used: valueOf(slot.used), total: valueOf(slot.total) },
    ]),
  );
}
