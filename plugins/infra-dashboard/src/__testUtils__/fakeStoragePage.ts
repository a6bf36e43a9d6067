import {
  HEALTHS,
  usedShare,
  type StorageStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  StoragePage,
  StorageQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { matchesWords } from '../summary';
import { compare } from './fakeWorkloadPage';

const EXACT = ['provider', 'cluster', 'type', 'health'] as const;

const VALUES: Record<
  string,
  (one: StorageStatus) => string | number | undefined
> = {
  name: one => one.name,
  cluster: one => one.cluster,
  type: one => one.type,
  shared: one => (one.shared === undefined ? undefined : Number(one.shared)),
  content: one => one.content?.join(),
  share: one => usedShare(one.space),
  used: one => one.space.used,
  total: one => one.space.total,
  nodes: one => one.nodes?.length,
  health: one =>
    HEALTHS.indexOf(one.health) + (usedShare(one.space) ?? 0) / 1_000,
};

/** Filters, sorts and pages as the backend does; the cursor is a position. */
export function fakeStoragePage(
  storages: StorageStatus[],
  query: StorageQuery,
): StoragePage {
  const { cursor = '0', limit = 100, q, shared, sort = 'name' } = query;
  const valueOf = VALUES[sort.replace(/^-/, '')];
  const rows = storages
    .filter(
      one =>
        EXACT.every(
          key => !query[key] || query[key].split(',').includes(one[key]!),
        ) &&
        (!shared || one.shared === (shared === 'true')) &&
        (!q || matchesWords(JSON.stringify(one), q)),
    )
    .sort(
      (a, b) =>
        compare(valueOf(a), valueOf(b), sort.startsWith('-')) ||
        compare(`${a.cluster}\n${a.id}`, `${b.cluster}\n${b.id}`, false),
    );
  const start = Number(cursor);
  const end = start + limit;
  return {
    items: rows.slice(start, end),
    totalItems: rows.length,
    ...(end < rows.length && { nextCursor: String(end) }),
  };
}
