import type { MemberClient } from '../client/MemberClient';
import {
  cephStatusSchema,
  permissionsSchema,
  versionSchema,
  type CephStatus,
  type Permissions,
} from '../schemas';
import { readObject } from './readResponse';

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
