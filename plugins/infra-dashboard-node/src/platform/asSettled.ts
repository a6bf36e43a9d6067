/**
 * Yields the values of promises in the order in which they settle, and throws on the first
 * rejection. Use it to read several clusters concurrently and show each as soon as it is read.
 *
 * @public
 */
export async function* asSettled<T>(
  promises: ReadonlyArray<Promise<T>>,
): AsyncGenerator<T> {
  const pending = new Map(
    promises.map((promise, index) => [
      index,
      promise.then(value => ({ index, value })),
    ]),
  );
  // A rejection after the generator was left must not be an unhandled one.
  for (const promise of pending.values()) promise.catch(() => {});
  while (pending.size > 0) {
    const { index, value } = await Promise.race(pending.values());
    pending.delete(index);
    yield value;
  }
}
