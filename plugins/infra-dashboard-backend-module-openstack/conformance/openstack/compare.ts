import type { Row } from './cloud';

/** Result of a comparison. */
export interface Comparison {
  compared: number;
  /** Rows that changed during our read, and are not compared. */
  changed: number;
  fields: number;
  differences: string[];
}

/** Compares each row that was the same before and after our read, by the fields expected. */
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
      .map(id => `${what} ${id} does not exist`),
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
