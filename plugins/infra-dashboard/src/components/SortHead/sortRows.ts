/** What a row is sorted by; absent if it is not known. */
export type SortValue = string | number | undefined;

/** The value of each column that a table sorts by. */
export type SortValues<T> = Record<string, (row: T) => SortValue>;

function compare(a: SortValue, b: SortValue): number {
  if (typeof a === 'string' && typeof b === 'string') {
    return a.localeCompare(b, undefined, { numeric: true });
  }
  return Number(a) - Number(b);
}

/**
 * The rows in the order of one column, `-memory` for the largest first. Unknown values come last
 * both ways. A column that the table does not have leaves the rows as they are.
 */
export function sortRows<T>(
  rows: T[],
  values: SortValues<T>,
  sort: string,
): T[] {
  const key = sort.replace(/^-/, '');
  if (!Object.hasOwn(values, key)) return rows;
  const valueOf = values[key];
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((one, other) => {
    const a = valueOf(one);
    const b = valueOf(other);
    if (a === undefined || b === undefined) {
      return Number(a === undefined) - Number(b === undefined);
    }
    return sign * compare(a, b);
  });
}
