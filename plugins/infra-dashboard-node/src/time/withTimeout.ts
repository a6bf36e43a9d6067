import { delayBy, type Clock } from './Clock';

/** @public */
export interface TimeoutOptions {
  /** Timeout in milliseconds; if absent, only the signal ends it. */
  ms?: number;
  signal?: AbortSignal;
  clock?: Clock;
  /** Makes the error it rejects with. */
  onTimeout: () => Error;
}

/**
 * Waits for work, but no longer than a time or a signal allows, also where the work ignores
 * its own signal. A late result or failure of the work is dropped.
 *
 * @public
 */
export async function withTimeout<T>(
  work: () => Promise<T>,
  options: TimeoutOptions,
): Promise<T> {
  const { clock, ms, onTimeout, signal } = options;
  if (signal?.aborted) throw onTimeout();
  // Before the timer starts: work that throws at once must not leave one behind.
  const running = work();
  running.catch(() => {});
  let cancel = () => {};
  let onAbort = () => {};
  const late = new Promise<never>((_, reject) => {
    onAbort = () => reject(onTimeout());
    signal?.addEventListener('abort', onAbort, { once: true });
    if (ms !== undefined) cancel = delayBy(clock, ms, onAbort);
    // The work itself may have aborted it.
    if (signal?.aborted) onAbort();
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    cancel();
    signal?.removeEventListener('abort', onAbort);
  }
}
