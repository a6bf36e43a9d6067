import {
  coreMessage,
  ProviderFailure,
  withTimeout,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/**
 * Waits for work, but no longer than its signal: a provider that ignores the signal must
 * not block its refresh forever.
 */
export function withSignal<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  return withTimeout(work, {
    signal,
    onTimeout: () =>
      new ProviderFailure('TIMEOUT', coreMessage('refresh-timeout'), {
        hint: coreMessage('raise-timeout'),
      }),
  });
}
