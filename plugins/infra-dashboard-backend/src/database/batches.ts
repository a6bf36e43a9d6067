/** Rows of one statement: it holds the event loop for a few milliseconds on SQLite. */
const BATCH = 150;

export function batchesOf<T>(items: readonly T[], size = BATCH): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** `(?, ?), (?, ?)`: knex itself makes a slow union of selects for SQLite. */
export function placeholders(rows: number, columns: number): string {
  const row = `(${Array(columns).fill('?').join(', ')})`;
  return Array(rows).fill(row).join(', ');
}
