import type { WORKLOAD_SORT_KEYS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

type SortKey = (typeof WORKLOAD_SORT_KEYS)[number];

/** What is known of a column besides how its cells look. */
interface Column {
  /** Pixels; the column of the name takes what is left. */
  width: number;
  sort?: SortKey;
  isNumber?: boolean;
}

/** Every column that there is, in the order in which they stand. */
export const COLUMNS = {
  name: { width: 240, sort: 'name' },
  status: { width: 190, sort: 'health' },
  type: { width: 130, sort: 'type' },
  cluster: { width: 140, sort: 'cluster' },
  namespace: { width: 140, sort: 'namespace' },
  vmid: { width: 80 },
  node: { width: 140, sort: 'node' },
  ready: { width: 80, isNumber: true },
  restarts: { width: 90, isNumber: true },
  cpu: { width: 130, sort: 'cpu', isNumber: true },
  memory: { width: 140, sort: 'memory', isNumber: true },
  storage: { width: 140, isNumber: true },
  uptime: { width: 100, sort: 'uptime', isNumber: true },
  created: { width: 110, isNumber: true },
  addresses: { width: 150 },
  flavor: { width: 120 },
  tags: { width: 150 },
  images: { width: 240 },
  owner: { width: 170 },
  entities: { width: 200 },
} as const satisfies Record<string, Column>;

export type ColumnId = keyof typeof COLUMNS;

export const COLUMN_IDS = Object.keys(COLUMNS) as ColumnId[];

/** Columns that are never hidden: without them no row says what it is, and how. */
export const FIXED_COLUMNS: ColumnId[] = ['name', 'status'];

const COLUMNS_OF_ALL: ColumnId[] = [
  'cluster',
  'namespace',
  'node',
  'cpu',
  'memory',
  'uptime',
];

/** The chosen columns, else those that fit a platform, always in the same order. */
export function columnsOf(options: {
  /** Those of the platform, where only one is shown. */
  columns?: readonly string[];
  chosen: string[];
}): ColumnId[] {
  const { chosen, columns = COLUMNS_OF_ALL } = options;
  const wanted = chosen.length > 0 ? chosen : columns;
  return COLUMN_IDS.filter(
    id => FIXED_COLUMNS.includes(id) || wanted.includes(id),
  );
}
