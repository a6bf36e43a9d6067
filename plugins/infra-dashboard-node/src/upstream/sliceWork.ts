// Not the global one, which tests may replace.
import { setImmediate } from 'node:timers';

/** Longest time in milliseconds that work on many rows holds the event loop. */
const SLICE_MS = 8;

const waiting: Array<() => void> = [];

/** When the first slice of this turn of the event loop began. */
let startedAt: number | undefined;

function begin(): number {
  const now = performance.now();
  startedAt = now;
  setImmediate(() => {
    if (startedAt === now) startedAt = undefined;
  });
  return now;
}

function continueOne(): void {
  begin();
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(continueOne);
}

/**
 * Yields to other waiting work. One of those that yield goes on in each turn of the event loop:
 * all of them in one turn would hold it for the sum of their slices.
 *
 * @param isFirst - goes on before all others: it holds what these wait for
 *
 * @public
 */
export function nextTurn(isFirst = false): Promise<void> {
  return new Promise(resolve => {
    if (isFirst) waiting.unshift(resolve);
    else waiting.push(resolve);
    if (waiting.length === 1) setImmediate(continueOne);
  });
}

/**
 * Whether sliced work has held the event loop for long enough. All work in one turn counts
 * together: promises that are settled already, such as those of SQLite, begin no new turn.
 */
function isTurnUsed(): boolean {
  return performance.now() - (startedAt ?? begin()) > SLICE_MS;
}

/**
 * Yields to other waiting work where this turn of the event loop did enough.
 *
 * @param isFirst - as for {@link nextTurn}
 *
 * @public
 */
export async function yieldIfDue(isFirst = false): Promise<void> {
  if (isTurnUsed()) await nextTurn(isFirst);
}

/** Does something for each row, and lets others have their turn in between. @public */
export async function forEachSliced<T>(
  rows: Iterable<T>,
  work: (row: T) => void,
): Promise<void> {
  for (const row of rows) {
    if (isTurnUsed()) await nextTurn();
    work(row);
  }
}
