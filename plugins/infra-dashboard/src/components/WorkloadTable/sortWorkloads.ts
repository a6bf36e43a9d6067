import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { healthRank } from '../../estate';

/** Columns that the table can be sorted by. */
const SORT_COLUMNS = [
  'name',
  'status',
  'cluster',
  'node',
  'cpu',
  'memory',
  'uptime',
  'created',
] as const;

export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface Sort {
  column: SortColumn;
  descending: boolean;
}

const VALUES: Record<
  SortColumn,
  (workload: Workload) => string | number | undefined
> = {
  name: ({ name }) => name,
  status: ({ health, status }) => `${healthRank(health)} ${status}`,
  cluster: ({ cluster }) => cluster,
  node: ({ node }) => node,
  cpu: ({ cpu }) => cpu.usage,
  memory: ({ memory }) => memory.used,
  uptime: ({ uptime }) => uptime,
  created: ({ createdAt }) => createdAt && -Date.parse(createdAt),
};

/** Reads `-cpu` as CPU, the largest first; the worst health first for all else. */
export function parseSort(text: string): Sort {
  const descending = text.startsWith('-');
  const column = text.replace(/^-/, '') as SortColumn;
  return SORT_COLUMNS.includes(column)
    ? { column, descending }
    : { column: 'status', descending: false };
}

/** Sorts a copy. What has no value comes last in both directions; equals go by name. */
export function sortWorkloads(workloads: Workload[], sort: Sort): Workload[] {
  const valueOf = VALUES[sort.column];
  const collator = new Intl.Collator(undefined, { numeric: true });
  const direction = sort.descending ? -1 : 1;
  return workloads
    .map(workload => ({ workload, value: valueOf(workload) }))
    .sort((a, b) => {
      const byName = collator.compare(a.workload.name, b.workload.name);
      if (a.value === b.value) return byName;
      if (a.value === undefined) return 1;
      if (b.value === undefined) return -1;
      const order =
        typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : collator.compare(String(a.value), String(b.value));
      return order * direction || byName;
    })
    .map(({ workload }) => workload);
}
