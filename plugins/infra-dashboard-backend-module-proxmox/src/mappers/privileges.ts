import type { Permissions } from '../schemas';

type PrivilegeId = 'Sys.Audit' | 'VM.Audit' | 'Datastore.Audit' | 'Pool.Audit';

/** A privilege that reading requires, and the paths that it has to cover. */
export interface Privilege {
  id: PrivilegeId;
  /** Code of the title of its check. */
  title: 'title-nodes' | 'title-guests' | 'title-storages' | 'title-pools';
  /** Path whose propagating grant covers all objects. */
  root: string;
  /** Paths that cover some of them. */
  part: RegExp;
}

export const PRIVILEGES: readonly Privilege[] = [
  {
    id: 'Sys.Audit',
    title: 'title-nodes',
    root: '/nodes',
    part: /^\/nodes\/./,
  },
  {
    id: 'VM.Audit',
    title: 'title-guests',
    root: '/vms',
    part: /^\/(vms|pool)\/./,
  },
  {
    id: 'Datastore.Audit',
    title: 'title-storages',
    root: '/storage',
    part: /^\/(storage|pool)\/./,
  },
  {
    id: 'Pool.Audit',
    title: 'title-pools',
    root: '/pool',
    part: /^\/pool\/./,
  },
];

/** Which objects a privilege covers; `paths` are the grants on some of them. */
export type Reach =
  | { kind: 'all' }
  | { kind: 'part'; paths: string[] }
  | { kind: 'none' };

/** Which objects a privilege covers, by `GET /access/permissions`. */
export function reachOf(permissions: Permissions, id: PrivilegeId): Reach {
  const { root, part } = PRIVILEGES.find(one => one.id === id)!;
  // 1 covers the paths below as well; 0 is a grant on that path alone.
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
  return (
    reachOf(permissions, 'VM.Audit').kind === 'all' &&
    Object.entries(permissions).every(
      ([path, held]) => !/^\/vms(\/|$)/.test(path) || 'VM.Audit' in held,
    )
  );
}

/** Whether quorum and addresses may be read: Sys.Audit on `/` itself. */
export function mayReadClusterStatus(permissions: Permissions): boolean {
  return 'Sys.Audit' in (permissions['/'] ?? {});
}

/** Whether something stays hidden; pools are optional. */
export function isLacking(permissions: Permissions): boolean {
  return (
    !mayReadClusterStatus(permissions) ||
    PRIVILEGES.some(
      ({ id }) =>
        id !== 'Pool.Audit' && reachOf(permissions, id).kind !== 'all',
    )
  );
}
