/** Parts of a list with a number of items each, the last one with the rest. */
export function* batchesOf<T>(
  items: readonly T[],
  size: number,
): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}
