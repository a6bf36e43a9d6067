/** No entry needs more levels; code that walks deeper ones could overflow the stack. */
export const MAX_DEPTH = 32;

/** Whether an object or list has more than {@link MAX_DEPTH} levels. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap(one =>
      one && typeof one === 'object' ? Object.values(one) : [],
    );
  }
  return false;
}
