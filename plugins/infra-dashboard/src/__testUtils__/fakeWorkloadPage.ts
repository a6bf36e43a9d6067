import {
  HEALTHS,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  WorkloadPage,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { matchesWords } from '../summary';

const LISTS = ['provider', 'cluster'] as const;

const EXACT = ['node', 'namespace', 'type', 'health'] as const;

const VALUES: Record<string, (one: Workload) => string | number | undefined> = {
  health: one => HEALTHS.indexOf(one.health),
  cpu: one => one.cpu.usage,
  memory: one => one.memory.used,
  uptime: one => one.uptime,
  restarts: one => one.restarts,
  created: one => one.createdAt && -Date.parse(one.createdAt),
  storage: one => one.storage?.used,
  owner: one => one.ownerRef,
};

function textOf(workload: Workload): string {
  const labels = Object.entries(workload.labels ?? {});
  return JSON.stringify([workload, labels.map(pair => pair.join('='))]);
}

function passes(workload: Workload, query: WorkloadQuery): boolean {
  const { entityRef, owner, q, template } = query;
  return (
    LISTS.every(
      key => !query[key] || query[key].split(',').includes(workload[key]),
    ) &&
    EXACT.every(key => !query[key] || workload[key] === query[key]) &&
    (!query.role || query.role.split(',').includes(workload.role ?? 'app')) &&
    (!query.controller || workload.controllerId === query.controller) &&
    (!template || Boolean(workload.template) === (template === 'true')) &&
    (!owner || owner.split(',').includes(workload.ownerRef ?? 'none')) &&
    (!entityRef || Boolean(workload.entityRefs?.includes(entityRef))) &&
    (!q || matchesWords(textOf(workload), q))
  );
}

const idOf = ({ cluster, id }: Workload) => `${cluster}\n${id}`;

export function compare(
  a: string | number | undefined,
  b: string | number | undefined,
  descending: boolean,
): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return (a < b ? -1 : 1) * (descending ? -1 : 1);
}

/** Filters, sorts and pages as the backend does; the cursor is a position. */
export function fakeWorkloadPage(
  workloads: Workload[],
  query: WorkloadQuery,
): WorkloadPage {
  const { cursor = '0', limit = 100, sort = 'name' } = query;
  const key = sort.replace(/^-/, '') as keyof Workload;
  const valueOf = VALUES[key] ?? ((one: Workload) => one[key] as string);
  const rows = workloads
    .filter(one => passes(one, query))
    .sort(
      (a, b) =>
        compare(valueOf(a), valueOf(b), sort.startsWith('-')) ||
        compare(idOf(a), idOf(b), false),
    );
  const start = Number(cursor);
  const end = start + limit;
  return {
    items: rows.slice(start, end),
    totalItems: rows.length,
    ...(end < rows.length && { nextCursor: String(end) }),
  };
}
