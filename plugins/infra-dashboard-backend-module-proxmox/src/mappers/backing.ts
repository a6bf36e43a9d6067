import type { StorageStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { StorageConfig } from '../schemas';

/** Two views of one file system are read seconds apart, while it is written to. */
const TOLERANCE = 0.001;

const NETWORK_SHARES = new Set(['nfs', 'cifs', 'cephfs']);
const FILE_SYSTEMS = new Set(['dir', 'btrfs', ...NETWORK_SHARES]);

const join = (...parts: Array<string | undefined>) =>
  parts.every(Boolean) ? parts.join(':') : undefined;

const lower = (text: string | undefined) => text?.toLowerCase();

const normalizePath = (path: string) =>
  `/${path.split('/').filter(Boolean).join('/')}`;

/** The monitors of an external Ceph, which may be listed in any order. */
const monitorsOf = ({ monhost }: StorageConfig) =>
  (lower(monhost) ?? '')
    .split(/[\s,;]+/)
    .map(one => one.replace(/:(3300|6789)$/, ''))
    .filter(Boolean)
    .sort()
    .join(',');

/** What a storage takes its space from, as its configuration names it. */
function backingOf(config: StorageConfig): string | undefined {
  const { datastore, export: exported, pool, share } = config;
  const [portal, server] = [lower(config.portal), lower(config.server)];
  switch (config.type) {
    case 'nfs':
      return join(server, exported && normalizePath(exported));
    case 'cifs':
      return join(server, lower(share));
    case 'pbs':
      return join(server, datastore);
    case 'rbd':
      // An external cluster has its monitors in the configuration.
      return (
        pool && ['rbd', monitorsOf(config), pool].filter(Boolean).join(':')
      );
    case 'cephfs':
      return ['cephfs', monitorsOf(config), config['fs-name'] ?? 'cephfs']
        .filter(Boolean)
        .join(':');
    case 'zfspool':
      // Data sets of one pool share its space.
      return join('zfs', pool?.split('/')[0]);
    case 'zfs':
      return join(portal, pool);
    case 'lvm':
      return join('lvm', config.vgname);
    case 'lvmthin':
      return join('lvm', config.vgname, config.thinpool);
    default:
      return undefined;
  }
}

const ON_CEPH = new Set(['rbd', 'cephfs']);

/**
 * The Ceph cluster that a storage is on: its monitors, or nothing for that of the nodes. Undefined for
 * storages that are on none.
 */
function cephOf({ backing = '', type = '' }: StorageStatus) {
  return ON_CEPH.has(type)
    ? backing.split(':').slice(1, -1).join(':')
    : undefined;
}

/** Whether one is a directory and the other a ZFS pool of the same node, which may contain it. */
function areOnOneNode(a: StorageStatus, b: StorageStatus): boolean {
  const types = [a.type, b.type].sort().join();
  return types === 'dir,zfspool' && a.nodes?.[0] === b.nodes?.[0];
}

/**
 * Whether two storages take their free space from the same place: pools and file systems of one
 * Ceph cluster, or a directory and the ZFS pool that it is in.
 */
export function sharesFreeSpace(a: StorageStatus, b: StorageStatus): boolean {
  const ceph = cephOf(a);
  const isSameCeph = ceph !== undefined && ceph === cephOf(b);
  if (!isSameCeph && !areOnOneNode(a, b)) return false;
  const { total = 0, used = 0 } = a.space;
  const free = total - used;
  // Pools on other devices, or with more replicas, have another free space.
  const other = (b.space.total ?? 0) - (b.space.used ?? 0);
  return Math.abs(free - other) <= Math.max(total, free) * TOLERANCE;
}

/** Whether a storage is a thin pool in a volume group, whose size contains its size. */
export function isThinPoolOf(pool: StorageStatus, group: StorageStatus) {
  return (
    pool.type === 'lvmthin' &&
    group.type === 'lvm' &&
    group.backing !== undefined &&
    pool.backing?.startsWith(`${group.backing}:`) === true &&
    (group.shared || pool.nodes?.[0] === group.nodes?.[0])
  );
}

const isDirectory = ({ type = '' }: StorageStatus) => FILE_SYSTEMS.has(type);
const isNetworkShare = ({ type = '' }: StorageStatus) =>
  NETWORK_SHARES.has(type);

/** Whether two storages of one node report the same space. */
function isSameSpace(a: StorageStatus, b: StorageStatus): boolean {
  const isSameKind = isDirectory(a) ? isDirectory(b) : a.type === b.type;
  if (!isSameKind || a.type === undefined) return false;
  const { total, used } = a.space;
  if (!total || !used || total !== b.space.total || !b.space.used) return false;
  return Math.abs(used - b.space.used) <= total * TOLERANCE;
}

/** What has to be equal where two file systems are one: the server, or the Ceph cluster. */
function hostOf(config: StorageConfig | undefined): string | undefined {
  if (config?.type === 'cephfs') return `ceph:${monitorsOf(config)}`;
  return lower(config?.server);
}

/** Whether the configuration does not say that two storages are different ones. */
function mayBeOne(a: StorageConfig | undefined, b: StorageConfig | undefined) {
  const [host, other] = [hostOf(a), hostOf(b)];
  return host === undefined || other === undefined || host === other;
}

/**
 * What storages take their space from, by id: the name that the configuration has for it. File
 * systems, and what has no such name or is not read yet, are one where they have the same numbers.
 */
export function findBackings(
  storages: StorageStatus[],
  config: readonly StorageConfig[],
): Map<string, string> {
  const configs = new Map(config.map(one => [one.storage, one]));
  const backings = new Map<string, string>();
  /** Those that each storage is compared with: of its node, and shared ones. */
  const scopes = new Map<string, StorageStatus[]>();
  // Shared ones first; the order of the rows must not decide about names.
  const sorted = [...storages].sort(
    (a, b) =>
      Number(b.shared ?? false) - Number(a.shared ?? false) ||
      (a.id < b.id ? -1 : 1),
  );
  for (const storage of sorted) {
    const own = configs.get(storage.name);
    const backing = own && backingOf(own);
    if (backing) backings.set(storage.id, backing);
    const scope = storage.shared ? '' : storage.nodes?.[0] ?? '';
    const others = scopes.get(scope) ?? [];
    scopes.set(scope, [...others, storage]);
    if (backing && !isDirectory(storage)) continue;
    const mounted = storage.shared ? [] : scopes.get('') ?? [];
    const same = [
      ...others,
      // A directory may be in a mounted share.
      ...(isDirectory(storage) ? mounted.filter(isNetworkShare) : []),
    ].find(
      one => isSameSpace(one, storage) && mayBeOne(configs.get(one.name), own),
    );
    if (!same) continue;
    const shared = backings.get(same.id) ?? `${same.type}:${same.name}`;
    backings.set(same.id, shared);
    backings.set(storage.id, shared);
    if (!backing) continue;
    // Others with the same name in the configuration go along.
    for (const [id, name] of backings) {
      if (name === backing) backings.set(id, shared);
    }
  }
  return backings;
}
