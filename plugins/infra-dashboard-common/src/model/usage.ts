import type { Usage } from './shared';

/**
 * Fills in the percentage of a usage (0..100, one decimal) where both numbers are known.
 *
 * @public
 */
export function withPercentage(usage: Usage): Usage {
  const { used, total } = usage;
  if (used === undefined || !total) {
    return usage;
  }
  return { ...usage, percentage: Math.round((used / total) * 1000) / 10 };
}

/**
 * Adds up usages. `used` is present only where at least one part knows it; the total of
 * the parts that do not know their `used` is left out of the percentage, which would
 * otherwise look lower than it is.
 *
 * @public
 */
export function sumUsage(usages: Array<Usage | undefined>): Usage {
  const sum: Usage = {};
  let measuredTotal = 0;
  const sources = new Set<string>();
  for (const usage of usages) {
    if (!usage) continue;
    for (const key of ['used', 'total', 'requested'] as const) {
      const value = usage[key];
      if (value !== undefined) sum[key] = (sum[key] ?? 0) + value;
    }
    if (usage.used !== undefined) measuredTotal += usage.total ?? 0;
    if (usage.source) sources.add(usage.source);
  }
  if (sources.size === 1) sum.source = [...sources][0];
  if (sum.used !== undefined && measuredTotal > 0) {
    sum.percentage = Math.round((sum.used / measuredTotal) * 1000) / 10;
  }
  return sum;
}
