// Not the global one, which tests may replace.
import { setImmediate } from 'node:timers';

/** Longest time in milliseconds that work on many rows holds the event loop. @public */
export const SLICE_MS = 8;

const waiting: Array<() => void> = [];

function continueOne(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(continueOne);
}

/**
 * Yields to other waiting work. One of those that yield goes on in each turn of the event loop:
 * all of them in one turn would hold it for the sum of their slices.
 *
 * @public
 */
export function nextTurn(): Promise<void> {
  return new Promise(resolve => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(continueOne);
  });
}

/** Does something for each row, and lets others have their turn in between. @public */
export async function forEachSliced<T>(
  rows: Iterable<T>,
  work: (row: T) => void,
): Promise<void> {
  let startedAt = performance.now();
  for (const row of rows) {
    work(row);
    if (performance.now() - startedAt > SLICE_MS) {
      await nextTurn();
      startedAt = performance.now();
    }
  }
}
