type CsvValue = string | number | undefined;

/**
 * What a spreadsheet takes for the beginning of a formula: also as full-width forms, and also
 * within a text, where the spreadsheet splits the line at another separator than the comma.
 */
const FORMULA = /(^|[,;|\t\r\n])( *(?:['"] *)?)(?=[=+\-@＝＋－＠])/g;

/**
 * One cell. A pod name could run code on the computer of a user who opens the file, so that
 * every formula gets an apostrophe, and every text is quoted.
 */
function toCell(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const guarded = /^[\t\r]/.test(value) ? `'${value}` : value;
  const text = guarded.replace(FORMULA, "$1$2'");
  return `"${text.replaceAll('"', '""')}"`;
}

/** A line of RFC 4180; what is not known is an empty cell. */
export function toLine(values: CsvValue[]): string {
  return `${values.map(toCell).join(',')}\r\n`;
}

/** The header line, after the byte order mark that makes spreadsheets read UTF-8. */
export function toHead(names: string[]): string {
  return `\uFEFF${toLine(names)}`;
}
