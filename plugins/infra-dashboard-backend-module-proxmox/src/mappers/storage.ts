import {
  sumUsage,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Resource } from '../schemas';

function isStorage({ type, storage }: Resource): boolean {
  return type === 'storage' && storage !== undefined;
}

/**
 * Storage of a whole cluster. A shared storage is listed once per node but exists once, a local
 * one of the same name exists on each node. Storages that cannot be reached have no size and do
 * not count; nor do those of an offline node, whose last numbers PVE repeats for five minutes.
 */
export function toStorageTotal(rows: Resource[]): Usage | undefined {
  const storages = new Map<string, Resource>();
  const offline = new Set(
    rows
      .filter(({ type, status }) => type === 'node' && status === 'offline')
      .map(({ node }) => node),
  );
  for (const row of rows) {
    if (!isStorage(row) || row.maxdisk === undefined) continue;
    if (offline.has(row.node)) continue;
    const key = JSON.stringify(
      row.shared === 1 ? [row.storage] : [row.node, row.storage],
    );
    // A node that cannot reach it repeats old numbers for a while.
    if (!storages.has(key) || row.status === 'available')
      storages.set(key, row);
  }
  if (storages.size === 0) return undefined;
  return sumUsage(
    [...storages.values()].map(({ disk, maxdisk }) => ({
      ...(disk !== undefined && { used: disk }),
      total: maxdisk,
    })),
  );
}

/** By node, the sorted names of the storages that it should reach but cannot. */
export function findUnavailableStorages(
  rows: Resource[],
): Map<string, string[]> {
  const byNode = new Map<string, string[]>();
  for (const row of rows) {
    if (!isStorage(row) || !row.node || row.status === 'available') continue;
    byNode.set(
      row.node,
      [...(byNode.get(row.node) ?? []), row.storage!].sort(),
    );
  }
  return byNode;
}
