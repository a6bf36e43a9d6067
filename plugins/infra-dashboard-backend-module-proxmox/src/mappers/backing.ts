import type { StorageStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { StorageConfig } from '../schemas';

/** Two views of one file system are read seconds apart, while it is written to. */
const TOLERANCE = 0.001;

const FILE_SYSTEMS = new Set(['dir', 'btrfs', 'nfs', 'cifs', 'cephfs']);

const join = (...parts: Array<string | undefined>) =>
  parts.every(Boolean) ? parts.join(':') : undefined;

/** What a storage takes its space from, as its configuration names it. */
function backingOf(config: StorageConfig): string | undefined {
  const { datastore, export: exported, pool, portal, server, share } = config;
  switch (config.type) {
    case 'nfs':
      return join(server, exported);
    case 'cifs':
      return join(server, share);
    case 'pbs':
      return join(server, datastore);
    case 'rbd':
      // An external cluster has its monitors in the configuration.
      return pool && ['rbd', config.monhost, pool].filter(Boolean).join(':');
    case 'cephfs':
      return ['cephfs', config.monhost, config['fs-name'] ?? 'cephfs']
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

/** Whether two pools or file systems take their free space from the same Ceph cluster. */
export function sharesFreeSpace(a: StorageStatus, b: StorageStatus): boolean {
  const ceph = cephOf(a);
  if (ceph === undefined || ceph !== cephOf(b)) return false;
  const { total = 0, used = 0 } = a.space;
  const free = total - used;
  // Pools on other devices, or with more replicas, have another free space.
  const other = (b.space.total ?? 0) - (b.space.used ?? 0);
  return Math.abs(free - other) <= Math.max(total, free) * TOLERANCE;
}

const isDirectory = ({ type = '' }: StorageStatus) => FILE_SYSTEMS.has(type);

/** Whether two storages of one node report the same space. */
function isSameSpace(a: StorageStatus, b: StorageStatus): boolean {
  const isSameKind = isDirectory(a) ? isDirectory(b) : a.type === b.type;
  if (!isSameKind || a.type === undefined) return false;
  const { total, used } = a.space;
  if (!total || !used || total !== b.space.total || !b.space.used) return false;
  return Math.abs(used - b.space.used) <= total * TOLERANCE;
}

/**
 * What storages take their space from, by id: the name that the configuration has for it. Where it
 * has none, or is not read yet, storages with the same numbers are one.
 */
export function findBackings(
  storages: StorageStatus[],
  config: readonly StorageConfig[],
): Map<string, string> {
  const configs = new Map(config.map(one => [one.storage, one]));
  const backings = new Map<string, string>();
  const scopes = new Map<string, StorageStatus[]>();
  for (const storage of storages) {
    const own = configs.get(storage.name);
    const backing = own && backingOf(own);
    const scope = storage.shared ? '' : storage.nodes?.[0] ?? '';
    const others = scopes.get(scope) ?? [];
    scopes.set(scope, [...others, storage]);
    if (backing) {
      backings.set(storage.id, backing);
      continue;
    }
    const same = others.find(one => isSameSpace(one, storage));
    if (!same) continue;
    const shared = backings.get(same.id) ?? `${same.type}:${same.name}`;
    backings.set(same.id, shared);
    backings.set(storage.id, shared);
  }
  return backings;
}
