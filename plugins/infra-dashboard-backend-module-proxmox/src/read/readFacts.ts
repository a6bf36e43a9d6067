import type { MemberClient } from '../client/MemberClient';
import {
  cephStatusSchema,
  permissionsSchema,
  storageConfigSchema,
  versionSchema,
  type CephStatus,
  type Permissions,
  type StorageConfig,
} from '../schemas';
import { readObject, readRows } from './readResponse';

export async function readVersion(
  member: MemberClient,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { version, release } = await readObject(member, {
    path: '/version',
    schema: versionSchema,
    signal,
  });
  return version ?? release;
}

export function readCeph(
  member: MemberClient,
  signal: AbortSignal,
): Promise<CephStatus> {
  return readObject(member, {
    path: '/cluster/ceph/status',
    schema: cephStatusSchema,
    signal,
  });
}

/** The permissions of the credentials in use. */
export function readPermissions(
  member: MemberClient,
  signal: AbortSignal,
): Promise<Permissions> {
  return readObject(member, {
    path: '/access/permissions',
    schema: permissionsSchema,
    signal,
  });
}

/** How the storages are configured; those that may not be seen are left out. */
export function readStorages(
  member: MemberClient,
  signal: AbortSignal,
): Promise<StorageConfig[]> {
  return readRows(member, {
    path: '/storage',
    schema: storageConfigSchema,
    signal,
  });
}
