import type { Resource } from '../schemas';
import type { MemberReading } from './ClusterParts';
import { reachOf } from './privileges';
import { isGuest } from './resource';

/**
 * Whether the rows look as if nothing was allowed: every installation has the storage
 * `local`. The permissions are read rarely and may contradict that for a while.
 */
export function isStripped(rows: Resource[]): boolean {
  return (
    rows.length > 0 && !rows.some(row => row.type === 'storage' || isGuest(row))
  );
}

/**
 * Which guests the credentials may see, as far as it is known. `nothing`: neither guests nor
 * storages are listed, and the permissions do not explain why.
 *
 * Proxmox VE does not report missing rights, it returns shorter lists: see Permissions in
 * docs/platform-behavior/proxmox.md.
 */
export function guestVisibility({
  rows,
  info: { permissions },
}: Pick<MemberReading, 'rows' | 'info'>): 'all' | 'some' | 'none' | 'nothing' {
  const guests = permissions && reachOf(permissions, 'VM.Audit').kind;
  if (guests === 'part') return 'some';
  if (rows.some(isGuest)) return 'all';
  if (guests === 'none') return 'none';
  // Without rights on storages none is listed, and there may be no guests at all.
  const mayMissStorages =
    permissions && reachOf(permissions, 'Datastore.Audit').kind !== 'all';
  if (guests === 'all' && mayMissStorages) return 'all';
  return isStripped(rows) ? 'nothing' : 'all';
}
