// Not the global one, which tests may replace.
import { setImmediate } from 'node:timers';
import { systemClock, type Clock } from '../time/Clock';

/** Longest time in milliseconds that work on many rows holds the event loop. */
const SLICE_MS = 8;

const waiting: Array<{ clock: Clock; resume: () => void }> = [];

/** When the first slice of this turn of the event loop began, by its clock. */
let turn: { clock: Clock; startedAt: number } | undefined;

function begin(clock: Clock): number {
  const begun = { clock, startedAt: clock.monotonic() };
  turn = begun;
  setImmediate(() => {
    if (turn === begun) turn = undefined;
  });
  return begun.startedAt;
}

function continueOne(): void {
  const next = waiting.shift();
  if (next) begin(next.clock);
  next?.resume();
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
export function nextTurn(
  isFirst = false,
  clock: Clock = systemClock,
): Promise<void> {
  return new Promise(resume => {
    if (isFirst) waiting.unshift({ clock, resume });
    else waiting.push({ clock, resume });
    if (waiting.length === 1) setImmediate(continueOne);
  });
}

/**
 * Whether sliced work has held the event loop for long enough. All work in one turn counts
 * together: promises that are settled already, such as those of SQLite, begin no new turn.
 */
function isTurnUsed(clock: Clock): boolean {
  const startedAt = turn?.clock === clock ? turn.startedAt : begin(clock);
  return clock.monotonic() - startedAt > SLICE_MS;
}

/**
 * Yields to other waiting work where this turn of the event loop did enough.
 *
 * @param isFirst - as for {@link nextTurn}
 *
 * @public
 */
export async function yieldIfDue(
  isFirst = false,
  clock: Clock = systemClock,
): Promise<void> {
  if (isTurnUsed(clock)) await nextTurn(isFirst, clock);
}

/** Does something for each row, and lets others have their turn in between. @public */
export async function forEachSliced<T>(
  rows: Iterable<T>,
  work: (row: T) => void,
  clock: Clock = systemClock,
): Promise<void> {
  for (const row of rows) {
    if (isTurnUsed(clock)) await nextTurn(false, clock);
    work(row);
  }
}
