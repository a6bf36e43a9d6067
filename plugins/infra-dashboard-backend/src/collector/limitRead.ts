import type { ReadOptions } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';

/** A refresh may make several requests, one after the other. */
const BUDGET_IN_TIMEOUTS = 6;

/** Ends a read with any of the signals, and when it takes too long. */
export function limitRead(
  { timings }: ProviderEntry,
  signals: readonly AbortSignal[],
): ReadOptions {
  const budget = AbortSignal.timeout(timings.timeoutMs * BUDGET_IN_TIMEOUTS);
  return { signal: AbortSignal.any([...signals, budget]) };
}
