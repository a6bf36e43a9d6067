import { delayBy, type Clock } from './Clock';

/** @public */
export interface WithinTimeOptions {
  /** End the work as well. */
  signals: readonly AbortSignal[];
  /** In milliseconds. */
  ms: number;
  clock?: Clock;
}

/**
 * Gives work a signal that aborts after a time, or with one of some signals.
 *
 * `AbortSignal.any` leaves an entry at the longest-lived of its signals until the garbage is
 * collected, and Node then looks through all entries for each one: after some thousand requests with
 * the signal of a connection, this holds the event loop for seconds. Here nothing is left behind.
 *
 * @public
 */
export async function withinTime<T>(
  { clock, ms, signals }: WithinTimeOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const end = () => controller.abort(signals.find(one => one.aborted)?.reason);
  for (const one of signals) one.addEventListener('abort', end, { once: true });
  const cancel = delayBy(clock, ms, () =>
    controller.abort(new DOMException('Timeout', 'TimeoutError')),
  );
  if (signals.some(one => one.aborted)) end();
  try {
    return await work(controller.signal);
  } finally {
    cancel();
    for (const one of signals) one.removeEventListener('abort', end);
  }
}
