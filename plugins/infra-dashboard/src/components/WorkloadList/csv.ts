import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { COLUMN_IDS, columnOf } from './columns';

type CsvValue = string | number | undefined;

/** The order of the first release, which programs may rely on; new columns go to the end. */
const ORDER = [
  'cluster',
  'platform',
  'type',
  'name',
  'id',
  'namespace',
  'node',
  'status',
  'health',
  'reason',
  'cpu_cores_used',
  'cpu_cores',
  'memory_bytes_used',
  'memory_bytes',
  'storage_bytes_used',
  'storage_bytes',
  'uptime_seconds',
  'created_at',
  'ready',
  'desired',
  'restarts',
  'addresses',
  'tags',
  'images',
  'owner',
  'entities',
];

function rankOf(name: string): number {
  const rank = ORDER.indexOf(name);
  return rank < 0 ? ORDER.length : rank;
}

const COLUMNS = COLUMN_IDS.flatMap(id => columnOf(id).csv).sort(
  ([a], [b]) => rankOf(a) - rankOf(b),
);

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

function toLine(values: CsvValue[]): string {
  return `${values.map(toCell).join(',')}\r\n`;
}

/** The header line, after the byte order mark that makes spreadsheets read UTF-8. */
export function csvHead(): string {
  return `\uFEFF${toLine(COLUMNS.map(([name]) => name))}`;
}

/** Workloads as lines of RFC 4180; what is not known is an empty cell. */
export function csvLines(workloads: Workload[]): string {
  return workloads
    .map(workload => toLine(COLUMNS.map(([, valueOf]) => valueOf(workload))))
    .join('');
}
