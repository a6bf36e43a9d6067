import { withTimeout } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/**
 * Waits until work has ended, in whichever way, but no longer than a time in milliseconds. The
 * result is undefined where it has failed or takes longer.
 */
export function settleWithin<T>(
  ms: number,
  work: Promise<T>,
): Promise<T | undefined> {
  return withTimeout<T | undefined>(() => work, {
    ms,
    onTimeout: () => new Error('It takes too long'),
  }).catch(() => undefined);
}
