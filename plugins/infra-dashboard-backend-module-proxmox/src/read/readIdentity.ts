import type { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { MemberClient } from '../client/MemberClient';
import { clusterNameOf, type ClusterIdentity } from '../identity';
import {
  clusterStatusRowSchema,
  nodeListRowSchema,
  type ClusterStatusRow,
} from '../schemas';
import { readRows } from './readResponse';

/** `GET /cluster/status`: the cluster, and its nodes with their addresses. */
export function readStatus(
  member: MemberClient,
  signal: AbortSignal,
): Promise<ClusterStatusRow[]> {
  return readRows(member, {
    path: '/cluster/status',
    schema: clusterStatusRowSchema,
    signal,
  });
}

/** The nodes and fingerprints in `GET /nodes`; every member knows those of all. */
export async function readCertificates(
  member: MemberClient,
  signal: AbortSignal,
): Promise<{ nodes: string[]; certificates: string[] }> {
  const rows = await readRows(member, {
    path: '/nodes',
    schema: nodeListRowSchema,
    signal,
  });
  return {
    nodes: rows.map(({ node }) => node),
    certificates: rows
      .map(row => row.ssl_fingerprint)
      .filter(fingerprint => fingerprint !== undefined),
  };
}

/** Reads the identity of one member; rejects if the member cannot be used. */
export async function readIdentity(
  member: MemberClient,
  signal: AbortSignal,
): Promise<ClusterIdentity> {
  const status = await readStatus(member, signal).catch(error => {
    const { upstreamStatus = 0 } = error as Partial<ProviderFailure>;
    // Denied, or its service is down: use the list of nodes instead.
    if (upstreamStatus === 403 || upstreamStatus >= 500) return undefined;
    throw error;
  });
  if (!status) return readCertificates(member, signal);
  const cluster = clusterNameOf(status);
  const nodes = status
    .filter(({ type }) => type === 'node')
    .map(({ name }) => name)
    .filter(name => name !== undefined);
  // The name of a cluster is sufficient.
  const { certificates } =
    cluster === null
      ? await readCertificates(member, signal)
      : { certificates: [] };
  return { cluster, nodes, certificates };
}
