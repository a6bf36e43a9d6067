import type { Printed, Row } from './kubectl';

/** What was compared of one table, and what was found. */
export interface Comparison {
  compared: number;
  /** Changed between the two prints around the read, and so left out. */
  changed: number;
  /** Differ by a rule that servers of this age do not have yet. */
  byNewerRule: number;
  differences: string[];
}

export interface CompareOptions<T> {
  /** What one row is called in the differences. */
  what: string;
  /** The same table before and after the read. */
  before: Printed;
  after: Printed;
  columns: string[];
  /** The objects as the provider maps them, by their name in the table. */
  mapped: Map<string, T>;
  toCells: (item: T, row: Row) => Row;
  isNewerRule?: (item: T, row: Row) => boolean;
}

/** Objects of the provider that are not in the table. */
function findInvented<T>({ what, before, after, mapped }: CompareOptions<T>) {
  if (!('rows' in before) || !('rows' in after)) return [];
  return [...mapped.keys()]
    .filter(key => !before.rows.has(key) && !after.rows.has(key))
    .map(key => `${what} ${key} is not there`);
}

/** Compares each row that did not change in between with the object of the provider. */
export function compareRows<T>(options: CompareOptions<T>): Comparison {
  const { what, before, after, columns, mapped, toCells, isNewerRule } =
    options;
  const result: Comparison = {
    compared: 0,
    changed: 0,
    byNewerRule: 0,
    differences: findInvented(options),
  };
  if (!('rows' in before) || !('rows' in after)) return result;
  for (const [key, row] of after.rows) {
    const earlier = before.rows.get(key);
    if (columns.some(column => earlier?.[column] !== row[column])) {
      result.changed += 1;
      continue;
    }
    result.compared += 1;
    const item = mapped.get(key);
    if (item === undefined) {
      result.differences.push(`${what} ${key} is missing`);
      continue;
    }
    const cells = toCells(item, row);
    const printed = columns.map(column => row[column]).join(' | ');
    const made = columns.map(column => cells[column]).join(' | ');
    if (printed === made) continue;
    if (isNewerRule?.(item, row)) result.byNewerRule += 1;
    else result.differences.push(`${what} ${key}: ${made} for ${printed}`);
  }
  return result;
}
