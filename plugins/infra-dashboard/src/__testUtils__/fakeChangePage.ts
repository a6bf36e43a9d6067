import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ChangePage,
  ChangeQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';

const UNIT_MS: Record<string, number> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function startOf(since: string): number {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(since) ?? [];
  return unit ? Date.now() - Number(amount) * UNIT_MS[unit] : Date.parse(since);
}

function passes(change: Change, query: ChangeQuery): boolean {
  const { entityRef, node, owner, since, workload } = query;
  const lists = ['kind', 'provider', 'cluster'] as const;
  return (
    lists.every(
      key => !query[key] || query[key].split(',').includes(change[key]),
    ) &&
    (!since || Date.parse(change.at) >= startOf(since)) &&
    (!node || change.node === node) &&
    (!workload || change.workload?.id === workload) &&
    (!owner || change.ownerRef === owner) &&
    (!entityRef || Boolean(change.entityRefs?.includes(entityRef)))
  );
}

/** Filters and pages as the backend does; the cursor is a position. */
export function fakeChangePage(
  changes: Change[],
  query: ChangeQuery,
): ChangePage {
  const { cursor = '0', limit = 100 } = query;
  const rows = changes.filter(one => passes(one, query));
  const start = Number(cursor);
  const end = start + limit;
  return {
    items: rows.slice(start, end),
    ...(end < rows.length && { nextCursor: String(end) }),
  };
}
