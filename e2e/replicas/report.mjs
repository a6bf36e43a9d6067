// Reports measured values, expected values and whether they match.

const rows = [];

/** Records a figure. An unexpected one fails the run at the end. */
export function figure(name, value, { wanted, ok } = {}) {
  rows.push({ name, value: String(value), wanted: wanted ?? '', ok });
  const mark = { true: 'ok  ', false: 'FAIL' }[ok] ?? '    ';
  console.log(
    `${mark} ${name}: ${value}${wanted ? ` (wanted: ${wanted})` : ''}`,
  );
}

/** Prints all figures as a table; false when one is not as wanted. */
export function printReport() {
  const columns = ['name', 'value', 'wanted'];
  const widths = columns.map(column =>
    Math.max(column.length, ...rows.map(row => row[column].length)),
  );
  const line = cells =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  console.log(
    [
      '',
      line(columns),
      `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`,
      ...rows.map(row =>
        line(columns.map(column => row[column])).concat(
          row.ok === false ? '  <-- failed' : '',
        ),
      ),
      '',
    ].join('\n'),
  );
  return rows.every(({ ok }) => ok !== false);
}
