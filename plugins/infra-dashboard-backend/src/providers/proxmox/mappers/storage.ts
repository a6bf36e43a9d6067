import {
  sumUsage,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Resource } from '../schemas';

/**
 * Storage of a whole cluster: a shared one is listed once per node but exists once, a
 * local one of the same name exists on each node (P9). Storages that cannot be reached
 * have no size and are left out.
 */
export function toStorageTotal(rows: Resource[]): Usage | undefined {
  const storages = new Map<string, Resource>();
  for (const row of rows) {
    if (row.type !== 'storage' || row.maxdisk === undefined) continue;
    const key = row.shared ? `${row.storage}` : `${row.node}/${row.storage}`;
    if (!storages.has(key)) storages.set(key, row);
  }
  if (storages.size === 0) return undefined;
  return sumUsage(
    [...storages.values()].map(({ disk, maxdisk }) => ({
      ...(disk !== undefined && { used: disk }),
      total: maxdisk,
    })),
  );
}
