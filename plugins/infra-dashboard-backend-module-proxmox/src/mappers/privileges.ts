import type { Permissions } from '../schemas';

/** A privilege that reading needs, the paths it must reach, and what it shows. */
export interface Privilege {
  id: 'Sys.Audit' | 'VM.Audit' | 'Datastore.Audit' | 'Pool.Audit';
  title: string;
  /** Path whose propagating grant reaches all of them. */
  root: string;
  /** Paths that reach some of them. */
  part: RegExp;
}

export const PRIVILEGES: readonly Privilege[] = [
  {
    id: 'Sys.Audit',
    title: 'Read numbers of the nodes',
    root: '/nodes',
    part: /^\/nodes\/./,
  },
  {
    id: 'VM.Audit',
    title: 'Read guests',
    root: '/vms',
    part: /^\/(vms|pool)\/./,
  },
  {
    id: 'Datastore.Audit',
    title: 'Read storages',
    root: '/storage',
    part: /^\/(storage|pool)\/./,
  },
  {
    id: 'Pool.Audit',
    title: 'Read pools',
    root: '/pool',
    part: /^\/pool\/./,
  },
];

/** How far a privilege reaches; `part` says where. */
export type Reach =
  | { kind: 'all' }
  | { kind: 'part'; paths: string[] }
  | { kind: 'none' };

/**
 * How far a privilege reaches, by `GET /access/permissions`. Missing rights do not show as
 * errors but as empty lists and rows without numbers (P2, P4), hence this.
 */
export function reachOf(permissions: Permissions, privilege: Privilege): Reach {
  const { id, root, part } = privilege;
  // 1 reaches the paths below; 0 is a grant on that path alone.
  if (permissions['/']?.[id] === 1 || permissions[root]?.[id] === 1) {
    return { kind: 'all' };
  }
  const paths = Object.keys(permissions)
    .filter(path => part.test(path) && id in permissions[path])
    .sort();
  return paths.length > 0 ? { kind: 'part', paths } : { kind: 'none' };
}

/** Whether no guest is hidden: a path below the grant may have a role that replaces it. */
export function mayReadAllGuests(permissions: Permissions): boolean {
  const privilege = PRIVILEGES.find(({ id }) => id === 'VM.Audit')!;
  return (
    reachOf(permissions, privilege).kind === 'all' &&
    Object.entries(permissions).every(
      ([path, held]) => !/^\/vms(\/|$)/.test(path) || 'VM.Audit' in held,
    )
  );
}

/** Whether something stays hidden; pools are not missed. */
export function isLacking(permissions: Permissions): boolean {
  return (
    !mayReadClusterStatus(permissions) ||
    PRIVILEGES.some(
      privilege =>
        privilege.id !== 'Pool.Audit' &&
        reachOf(permissions, privilege).kind !== 'all',
    )
  );
}

/** Whether quorum and addresses may be read: Sys.Audit on `/` itself (P3). */
export function mayReadClusterStatus(permissions: Permissions): boolean {
  return 'Sys.Audit' in (permissions['/'] ?? {});
}
