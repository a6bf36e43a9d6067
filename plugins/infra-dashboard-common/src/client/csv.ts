import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** A cell of a CSV file; undefined is an empty one. @public */
export type CsvValue = string | number | undefined;

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

/** A line of RFC 4180, in which a spreadsheet finds no formula. @public */
export function toCsvLine(values: readonly CsvValue[]): string {
  return `${values.map(toCell).join(',')}\r\n`;
}

/** The header line, after the byte order mark that makes spreadsheets read UTF-8. @public */
export function toCsvHead(names: readonly string[]): string {
  return `\uFEFF${toCsvLine(names)}`;
}

/** The columns of a workload list, other than the facts of a platform. @public */
export const WORKLOAD_COLUMN_IDS = [
  'cluster',
  'type',
  'name',
  'namespace',
  'node',
  'status',
  'cpu',
  'memory',
  'storage',
  'uptime',
  'created',
  'ready',
  'restarts',
  'addresses',
  'tags',
  'images',
  'owner',
  'entities',
  'since',
  'backup',
] as const;

/** @public */
export type WorkloadColumnId = (typeof WORKLOAD_COLUMN_IDS)[number];

type CsvColumn = readonly [
  name: string,
  valueOf: (workload: Workload) => CsvValue,
];

/**
 * What each column of a workload list is in CSV: names and values. Pages render the same columns, and
 * do not compile while they lack one. Programs may rely on the order; new columns go to the end.
 */
const WORKLOAD_COLUMNS: Record<WorkloadColumnId, readonly CsvColumn[]> = {
  cluster: [
    ['cluster', one => one.cluster],
    ['platform', one => one.provider],
  ],
  type: [['type', one => one.type]],
  name: [
    ['name', one => one.name],
    ['id', one => one.id],
  ],
  namespace: [['namespace', one => one.namespace]],
  node: [['node', one => one.node]],
  status: [
    ['status', one => one.status],
    ['health', one => one.health],
    ['reason', one => one.statusReason],
  ],
  cpu: [
    ['cpu_cores_used', one => one.cpu.usage],
    ['cpu_cores', one => one.cpu.count],
  ],
  memory: [
    ['memory_bytes_used', one => one.memory.used],
    ['memory_bytes', one => one.memory.total],
  ],
  storage: [
    ['storage_bytes_used', one => one.storage?.used],
    ['storage_bytes', one => one.storage?.total],
  ],
  uptime: [['uptime_seconds', one => one.uptime]],
  created: [['created_at', one => one.createdAt]],
  ready: [
    ['ready', one => one.ready?.ready],
    ['desired', one => one.ready?.desired],
  ],
  restarts: [['restarts', one => one.restarts]],
  addresses: [['addresses', one => one.addresses?.join(' ')]],
  tags: [['tags', one => one.tags?.join(' ')]],
  images: [['images', one => one.images?.join(' ')]],
  owner: [['owner', one => one.ownerRef]],
  entities: [['entities', one => one.entityRefs?.join(' ')]],
  since: [['since', one => one.since]],
  backup: [['last_backup', one => one.lastBackup]],
};

const CSV_COLUMNS: readonly CsvColumn[] =
  Object.values(WORKLOAD_COLUMNS).flat();

/** The header line of workloads as CSV. @public */
export function workloadCsvHead(): string {
  return toCsvHead(CSV_COLUMNS.map(([name]) => name));
}

/** Workloads as lines of CSV; what is not known is an empty cell. @public */
export function workloadCsvLines(workloads: readonly Workload[]): string {
  return workloads
    .map(one => toCsvLine(CSV_COLUMNS.map(([, valueOf]) => valueOf(one))))
    .join('');
}
