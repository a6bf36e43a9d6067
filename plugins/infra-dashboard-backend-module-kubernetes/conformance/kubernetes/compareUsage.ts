import type { Comparison } from './compareRows';
import type { Printed } from './kubectl';

/** Cores and bytes in use; absent where they are not known. */
export interface Used {
  cpu?: number;
  memory?: number;
}

/** What may change within the seconds around the read, as a fraction. */
const MOVES = 0.02;

/** In a longer time it may go up and down again. */
const MAX_MS = 15_000;

/**
 * The fraction of rows that may go up and down again by one unit even in a short time. Where
 * more do so, they are rounded differently.
 */
const MAX_OFF_BY_ONE = 0.05;

function toNumber(cell: string | undefined): number | undefined {
  return cell === undefined || !/^\d/.test(cell)
    ? undefined
    : Number.parseInt(cell, 10);
}

/** `kubectl top` rounds cores up to thousandths, and bytes down to MiB. */
function toCells({ cpu, memory }: Used): Array<number | undefined> {
  return [
    // Cores are doubles here and billionths there.
    cpu === undefined ? undefined : Math.ceil(Math.round(cpu * 1e9) / 1e6),
    memory === undefined ? undefined : Math.floor(memory / 1024 ** 2),
  ];
}

function isBetween(
  made: number | undefined,
  [one, other]: [number | undefined, number | undefined],
  isStill: boolean,
): boolean {
  if (one === undefined || other === undefined) {
    return made === one || made === other;
  }
  if (made === undefined) return false;
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  const slack = isStill ? 0 : 1 + high * MOVES;
  return made >= low - slack && made <= high + slack;
}

/** Whether no value of the reading is more than one unit away. */
function isOffByOne(
  made: Array<number | undefined>,
  printed: Array<number | undefined>,
): boolean {
  return made.every((value, index) => {
    const other = printed[index];
    if (value === undefined || other === undefined) return value === other;
    return Math.abs(value - other) <= 1;
  });
}

/**
 * Compares usage with `kubectl top` before and after the read: equal where it does not
 * change, else in between.
 */
export function compareUsage(options: {
  what: string;
  before: Printed;
  after: Printed;
  mapped: Map<string, Used>;
  /** How long before and after lie apart. */
  ms: number;
}): Comparison {
  const { what, before, after, mapped, ms } = options;
  const result: Comparison = {
    compared: 0,
    changed: 0,
    byNewerRule: 0,
    differences: [],
  };
  if (!('rows' in before) || !('rows' in after)) return result;
  const offByOne: string[] = [];
  for (const [key, row] of after.rows) {
    const earlier = before.rows.get(key);
    const item = mapped.get(key);
    if (!earlier || !item) {
      result.changed += 1;
      continue;
    }
    const isStill = earlier.cpu === row.cpu && earlier.memory === row.memory;
    if (!isStill && ms > MAX_MS) {
      result.changed += 1;
      continue;
    }
    result.compared += 1;
    const made = toCells(item);
    const isEqual = (['cpu', 'memory'] as const).every((cell, index) =>
      isBetween(
        made[index],
        [toNumber(earlier[cell]), toNumber(row[cell])],
        isStill,
      ),
    );
    if (isEqual) continue;
    if (ms > MAX_MS) {
      result.compared -= 1;
      result.changed += 1;
      continue;
    }
    const difference = `usage of ${what} ${key}: ${made.join(' | ')} for ${
      earlier.cpu
    } | ${earlier.memory} and ${row.cpu} | ${row.memory}`;
    const printed = [toNumber(row.cpu), toNumber(row.memory)];
    const list =
      isStill && isOffByOne(made, printed) ? offByOne : result.differences;
    list.push(difference);
  }
  if (offByOne.length > Math.max(1, result.compared * MAX_OFF_BY_ONE)) {
    result.differences.push(...offByOne);
  } else {
    result.compared -= offByOne.length;
    result.changed += offByOne.length;
  }
  return result;
}
