/** No machine has as much of anything, and sums and products of such numbers are infinite. */
const LIMIT = 1e21;

/** Whether a number of upstream may be believed; one that may not is as good as none. @public */
export function isPlausible(value: number): boolean {
  return Math.abs(value) < LIMIT;
}
