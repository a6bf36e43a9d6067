import type { Row } from './cloud';

/** What was compared, and what was found. */
export interface Comparison {
  compared: number;
  /** Changed between the two looks around our own read, and so left out. */
  changed: number;
  fields: number;
  differences: string[];
}

/**
 * Compares each row that was the same before and after with ours, by all fields that the
 * expected row has.
 */
export function compareRows(options: {
  what: string;
  before: Map<string, Row>;
  after: Map<string, Row>;
  ours: Map<string, Row>;
}): Comparison {
  const { what, before, after, ours } = options;
  const result: Comparison = {
    compared: 0,
    changed: 0,
    fields: 0,
    differences: [...ours.keys()]
      .filter(id => !before.has(id) && !after.has(id))
      .map(id => `${what} ${id} is not there`),
  };
  for (const [id, row] of after) {
    if (JSON.stringify(before.get(id)) !== JSON.stringify(row)) {
      result.changed += 1;
      continue;
    }
    result.compared += 1;
    const mine = ours.get(id);
    if (!mine) {
      result.differences.push(`${what} ${id} is missing`);
      continue;
    }
    for (const [field, expected] of Object.entries(row)) {
      result.fields += 1;
      if (mine[field] === expected) continue;
      const name = row.name ?? id;
      result.differences.push(
        `${what} ${name}: ${field} is ${mine[field]} for ${expected}`,
      );
    }
  }
  return result;
}
