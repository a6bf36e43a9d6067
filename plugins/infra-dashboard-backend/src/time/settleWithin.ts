import { withTimeout } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Waits until work has ended, in whichever way, but no longer than a time in milliseconds. */
export async function settleWithin(
  ms: number,
  work: Promise<unknown>,
): Promise<void> {
  await withTimeout(() => work, {
    ms,
    onTimeout: () => new Error('It takes too long'),
  }).catch(() => {});
}
