import {
  sumUsage,
  type StorageStatus,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  judgement,
  judgeSpace,
  type Judgement,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { Resource, StorageConfig } from '../schemas';
import { findBackings, isThinPoolOf, sharesFreeSpace } from './backing';
import { toUsage } from './node';
import { isNode } from './resource';

/** A row of one storage on one node. */
export type StorageRow = Resource & { node: string; storage: string };

function isStorage(row: Resource): row is StorageRow {
  const { node, storage, type } = row;
  return type === 'storage' && Boolean(node) && Boolean(storage);
}

const isAvailable = ({ status }: Resource) => status === 'available';

const listOf = (text: string | undefined) =>
  text?.split(',').filter(Boolean).sort();

/** The rows of each storage: a shared one has one for each node. */
function groupRows(rows: Resource[]): StorageRow[][] {
  const groups = new Map<string, StorageRow[]>();
  for (const row of rows) {
    if (!isStorage(row)) continue;
    const key = JSON.stringify(
      row.shared === 1 ? [row.storage] : [row.node, row.storage],
    );
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** @param states - of the nodes, by name */
function judge(
  rows: StorageRow[],
  states: ReadonlyMap<string, string | undefined>,
): Judgement | undefined {
  const online = rows.filter(({ node }) => states.get(node) === 'online');
  if (online.length === 0) {
    const nodes = rows.map(({ node }) => node).join(', ');
    return judgement('unknown', message('storage-nodes-unknown', { nodes }));
  }
  const missing = online.filter(row => !isAvailable(row));
  if (missing.length === 0) return undefined;
  if (missing.length === online.length) {
    return judgement('failed', message('storage-inactive'));
  }
  const nodes = missing.map(({ node }) => node).join(', ');
  return judgement('degraded', message('storage-partly', { nodes }));
}

function mapStorage(
  unsorted: StorageRow[],
  options: {
    cluster: string;
    states: ReadonlyMap<string, string | undefined>;
  },
): StorageStatus {
  const { cluster, states } = options;
  const rows = [...unsorted].sort((a, b) =>
    a.node.localeCompare(b.node, 'en', { numeric: true }),
  );
  // PVE repeats the last numbers of an offline node for five minutes.
  const current = rows.filter(({ node }) => states.get(node) !== 'offline');
  const best = current.find(isAvailable) ?? current[0];
  const { node, plugintype, shared, storage: name } = rows[0];
  const isShared = shared === 1;
  const content = listOf(rows[0].content);
  const space = toUsage(best?.disk, best?.maxdisk);
  return {
    id: `${cluster}/storage/${isShared ? name : `${node}/${name}`}`,
    ...{ name, cluster, provider: 'proxmox' },
    ...(plugintype && { type: plugintype }),
    ...(judge(rows, states) ?? judgeSpace(space)),
    enabled: true,
    shared: isShared,
    nodes: rows.map(row => row.node),
    ...(content && { content }),
    space,
  };
}

/** Storages that are turned off are in the configuration only. */
function mapDisabled(
  { content, nodes, shared, storage: name, type }: StorageConfig,
  cluster: string,
): StorageStatus {
  return {
    id: `${cluster}/storage/${name}`,
    ...{ name, cluster, provider: 'proxmox', type },
    ...judgement('stopped', message('storage-disabled')),
    enabled: false,
    ...(shared !== undefined && { shared }),
    ...(nodes && { nodes: listOf(nodes) }),
    ...(content && { content: listOf(content) }),
    space: {},
  };
}

/**
 * The storages of a cluster: shared ones once, local ones once per node.
 *
 * @param config - `GET /storage`, which shows what shares its space; absent until it is read
 */
export function mapStorages(
  rows: Resource[],
  options: { cluster: string; config?: readonly StorageConfig[] },
): StorageStatus[] {
  const { cluster, config = [] } = options;
  const states = new Map(
    rows.filter(isNode).map(({ node, status }) => [node!, status]),
  );
  const storages = groupRows(rows).map(group =>
    mapStorage(group, { cluster, states }),
  );
  const backings = findBackings(storages, config);
  for (const storage of storages) {
    const backing = backings.get(storage.id);
    if (backing) storage.backing = backing;
  }
  return [
    ...storages,
    ...config
      .filter(({ disable }) => disable)
      .map(one => mapDisabled(one, cluster)),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Space for backups alone, often that of a backup server with its own clients. */
function isForBackups({ content, type }: StorageStatus): boolean {
  return type === 'pbs' || (content?.length === 1 && content[0] === 'backup');
}

/** What storages add to a sum, where some report the free space of another one as their own. */
function countFreeSpaceOnce(storages: StorageStatus[]): Usage[] {
  // Directories are compared with the ZFS pool that they are in.
  const sorted = [
    ...storages.filter(({ type }) => type === 'zfspool'),
    ...storages.filter(({ type }) => type !== 'zfspool'),
  ];
  return sorted.map((storage, index) => {
    const { space } = storage;
    return sorted.slice(0, index).some(one => sharesFreeSpace(one, storage))
      ? { ...space, total: space.used }
      : space;
  });
}

/** A volume group without its thin pools, of which all is in use for it. */
function withoutThinPools(
  storage: StorageStatus,
  all: StorageStatus[],
): StorageStatus {
  const pools = all.filter(one => isThinPoolOf(one, storage));
  if (pools.length === 0) return storage;
  const inPools = sumUsage(pools.map(({ space }) => space)).total ?? 0;
  const { total = 0, used = 0 } = storage.space;
  const space = toUsage(
    Math.max(0, used - inPools),
    Math.max(0, total - inPools),
  );
  return { ...storage, space };
}

/**
 * Storage of a whole cluster. What shares its space is counted once, and space for backups is
 * not that of guests. Storages that cannot be reached have no size and do not count.
 */
export function toStorageTotal(storages: StorageStatus[]): Usage | undefined {
  const counted = new Map<string, StorageStatus>();
  const sharedBackings = new Set(
    storages.flatMap(({ backing, shared }) => (shared && backing) || []),
  );
  for (const storage of storages) {
    const { backing, id, space } = storage;
    if (space.total === undefined || isForBackups(storage)) continue;
    const [node] = storage.nodes ?? [];
    const key = JSON.stringify(
      backing
        ? [backing, ...(sharedBackings.has(backing) ? [] : [node])]
        : [id],
    );
    const known = counted.get(key)?.space.total ?? -1;
    if (known < space.total) counted.set(key, storage);
  }
  const all = [...counted.values()];
  const spaces = countFreeSpaceOnce(
    all.map(storage => withoutThinPools(storage, all)),
  );
  return spaces.length > 0 ? sumUsage(spaces) : undefined;
}

/** By node, the sorted names of the storages that it should reach but cannot. */
export function findUnavailableStorages(
  rows: Resource[],
): Map<string, string[]> {
  const byNode = new Map<string, string[]>();
  for (const row of rows) {
    if (!isStorage(row) || isAvailable(row)) continue;
    const known = byNode.get(row.node) ?? [];
    byNode.set(row.node, [...known, row.storage].sort());
  }
  return byNode;
}
