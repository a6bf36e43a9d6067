import { createHash } from 'node:crypto';

/** Series are whole numbers below this: a number of JavaScript holds them. */
export const SERIES_END = 2 ** 52;

/**
 * The number of a workload's series. A hash, so that no table of names has to be kept: with
 * 100,000 workloads the chance that two of them share one is one in a million.
 */
export function seriesOf(cluster: string, id: string): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([cluster, id]))
    .digest();
  return Number(digest.readBigUInt64BE() % BigInt(SERIES_END));
}
