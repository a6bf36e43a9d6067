import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/**
 * Waits for work, but no longer than its signal: a provider that ignores the signal must
 * not hold up its refresh for ever.
 */
export async function withSignal<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const late = () =>
    new ProviderFailure(
      'TIMEOUT',
      'The refresh took longer than its time budget',
      {
        hint: 'Raise the timeout of the provider, or look at the load upstream',
      },
    );
  if (signal.aborted) throw late();
  let onAbort = () => {};
  try {
    return await Promise.race([
      work(),
      new Promise<never>((_, reject) => {
        onAbort = () => reject(late());
        signal.addEventListener('abort', onAbort, { once: true });
      }),
    ]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
