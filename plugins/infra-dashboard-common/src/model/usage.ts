import type { Usage } from './shared';

function toPercentage(part: number, whole: number): number {
  return Math.round((part / whole) * 1000) / 10;
}

/**
 * Adds the percentage (0..100, one decimal) to a usage if both numbers are known. For a single
 * object, which is measured as a whole or not at all.
 *
 * @public
 */
export function withPercentage(usage: Usage): Usage {
  const { used, total } = usage;
  if (used === undefined || !total) {
    return usage;
  }
  return {
    ...usage,
    measuredTotal: total,
    percentage: toPercentage(used, total),
  };
}

const WHOLES = { used: 'measuredTotal', requested: 'requestedTotal' } as const;

function sumOf(values: Array<number | undefined>): number | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length > 0
    ? known.reduce((sum, value) => sum + value, 0)
    : undefined;
}

/**
 * Adds up amounts and the totals that they are shares of. An amount without a known total can
 * be compared with nothing, so it counts only where none can be.
 */
function sumAmounts(
  usages: Usage[],
  key: keyof typeof WHOLES,
): { amount?: number; whole?: number } {
  const wholeOf = (usage: Usage) => usage[WHOLES[key]] ?? usage.total;
  const known = usages.filter(usage => usage[key] !== undefined);
  const comparable = known.filter(usage => wholeOf(usage) !== undefined);
  const counted = comparable.length > 0 ? comparable : known;
  return {
    amount: sumOf(counted.map(usage => usage[key])),
    whole: sumOf(counted.map(wholeOf)),
  };
}

/**
 * Adds up usages. A number is present only where at least one part knows it.
 *
 * `used` and `total` may be of different parts: of three nodes one may be measured. So what
 * `used` is a share of goes along as `measuredTotal`, and what `requested` is a share of as
 * `requestedTotal` where that is not all of `total`. Sums of sums stay right.
 *
 * @public
 */
export function sumUsage(usages: Array<Usage | undefined>): Usage {
  const known = usages.filter(usage => usage !== undefined);
  const total = sumOf(known.map(usage => usage.total));
  const used = sumAmounts(known, 'used');
  const requested = sumAmounts(known, 'requested');
  const sources = new Set(known.flatMap(({ source }) => source ?? []));
  const sum: Usage = {};
  if (used.amount !== undefined) sum.used = used.amount;
  if (total !== undefined) sum.total = total;
  if (requested.amount !== undefined) sum.requested = requested.amount;
  if (total !== undefined && used.amount !== undefined) {
    sum.measuredTotal = used.whole ?? 0;
  }
  if (requested.amount !== undefined && requested.whole !== total) {
    sum.requestedTotal = requested.whole ?? 0;
  }
  if (sum.used !== undefined && sum.measuredTotal) {
    sum.percentage = toPercentage(sum.used, sum.measuredTotal);
  }
  if (sources.size === 1) sum.source = [...sources][0];
  return sum;
}

/**
 * How much of what was measured is in use, in percent; undefined where that is not known.
 *
 * @public
 */
export function usedShare(usage: Usage | undefined): number | undefined {
  const { used, total, measuredTotal, percentage } = usage ?? {};
  if (used !== undefined && measuredTotal) return (used / measuredTotal) * 100;
  if (measuredTotal === 0) return undefined;
  if (percentage !== undefined) return percentage;
  return used !== undefined && total ? (used / total) * 100 : undefined;
}

/**
 * How much is requested or allocated of what that is known of, in percent; undefined where
 * it is not known.
 *
 * @public
 */
export function requestedShare(usage: Usage | undefined): number | undefined {
  const { requested, total, requestedTotal = total } = usage ?? {};
  return requested !== undefined && requestedTotal
    ? (requested / requestedTotal) * 100
    : undefined;
}
