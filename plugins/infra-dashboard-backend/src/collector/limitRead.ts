import type { ReadOptions } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';

/** Requests that a refresh may make one after the other. */
const REFRESH_REQUESTS = 6;

/** Ends a read with any of the signals, and when its requests take too long. */
export function limitRead(
  { timings }: ProviderEntry,
  signals: readonly AbortSignal[],
  requests = REFRESH_REQUESTS,
): ReadOptions & { signal: AbortSignal } {
  const budget = AbortSignal.timeout(timings.timeoutMs * requests);
  return { signal: AbortSignal.any([...signals, budget]) };
}
