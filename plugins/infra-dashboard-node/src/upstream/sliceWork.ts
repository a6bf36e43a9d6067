/** Longest time in milliseconds that work on many rows holds the event loop. @public */
export const SLICE_MS = 8;

/** Yields to other waiting work. @public */
export const nextTurn = () =>
  new Promise<void>(resolve => setImmediate(resolve));

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
