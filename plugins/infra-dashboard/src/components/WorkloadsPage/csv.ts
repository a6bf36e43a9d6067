import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

type CsvValue = string | number | undefined;

/** Names for programs, not for people: they are the same in every language. */
const COLUMNS: Array<[name: string, valueOf: (one: Workload) => CsvValue]> = [
  ['cluster', one => one.cluster],
  ['platform', one => one.provider],
  ['type', one => one.type],
  ['name', one => one.name],
  ['id', one => one.id],
  ['namespace', one => one.namespace],
  ['node', one => one.node],
  ['status', one => one.status],
  ['health', one => one.health],
  ['reason', one => one.statusReason],
  ['cpu_cores_used', one => one.cpu.usage],
  ['cpu_cores', one => one.cpu.count],
  ['memory_bytes_used', one => one.memory.used],
  ['memory_bytes', one => one.memory.total],
  ['storage_bytes_used', one => one.storage?.used],
  ['storage_bytes', one => one.storage?.total],
  ['uptime_seconds', one => one.uptime],
  ['created_at', one => one.createdAt],
  ['ready', one => one.ready?.ready],
  ['desired', one => one.ready?.desired],
  ['restarts', one => one.restarts],
  ['addresses', one => one.addresses?.join(' ')],
  ['tags', one => one.tags?.join(' ')],
  ['images', one => one.images?.join(' ')],
  ['owner', one => one.ownerRef],
  ['entities', one => one.entityRefs?.join(' ')],
];

/**
 * One cell. Spreadsheets run what begins with one of these characters as a formula, and
 * whoever may name a pod would run it on the desk of whoever opens the file.
 */
function toCell(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function toLine(values: CsvValue[]): string {
  return `${values.map(toCell).join(',')}\r\n`;
}

/** The first line, after the mark by which spreadsheets know UTF-8. */
export function csvHead(): string {
  return `\uFEFF${toLine(COLUMNS.map(([name]) => name))}`;
}

/** Workloads as lines of RFC 4180; what is not known is an empty cell. */
export function csvLines(workloads: Workload[]): string {
  return workloads
    .map(workload => toLine(COLUMNS.map(([, valueOf]) => valueOf(workload))))
    .join('');
}
