import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import { invalidResponse } from './failures';
import type { MemberClient } from './client/MemberClient';
import {
  clusterStatusRowSchema,
  nodeListRowSchema,
  parseRows,
  type ClusterStatusRow,
} from './schemas';

/** What tells one installation of Proxmox VE from another. */
export interface ClusterIdentity {
  /** The name of the cluster, null for a standalone node; absent where it is not known. */
  cluster?: string | null;
  nodes: string[];
  /** SHA-256 fingerprints of the certificates of the nodes, as far as they were read. */
  certificates: string[];
}

/** What else speaks for the same installation, where its certificates are others than before. */
export interface IdentityEvidence {
  /** Whether any guest has the number and name that it had; absent: there is none to compare. */
  sharesGuests?: boolean;
  isSameAddress: boolean;
}

/** Cluster names have at most 15 characters; others are not those of Proxmox VE. */
const MAX_NAME = 40;

/** The cluster out of `GET /cluster/status`, which was read without a failure. */
export function clusterOf(status: ClusterStatusRow[]): string | null {
  const row = status.find(({ type }) => type === 'cluster');
  return row ? (row.name ?? '').slice(0, MAX_NAME) : null;
}

/** The identity as the collector stores it. */
export function toParts({
  cluster,
  nodes,
  certificates,
}: ClusterIdentity): string[] {
  return [
    ...(cluster ? [`cluster:${cluster}`] : []),
    ...nodes.map(name => `node:${name}`),
    ...certificates.map(print => `certificate:${print}`),
  ];
}

function valuesOf(parts: readonly string[], kind: string): string[] {
  const prefix = `${kind}:`;
  return parts
    .filter(part => part.startsWith(prefix))
    .map(part => part.slice(prefix.length));
}

function share(a: string[], b: string[]): boolean {
  return a.some(value => b.includes(value));
}

/**
 * Whether what a member says of itself fits what was read before.
 *
 * The name of the cluster decides where both are known: node names such as `pve1` exist in
 * many clusters, and a node that was taken out of its cluster keeps its own. A standalone
 * node may have become the first member of a cluster, which the certificates tell.
 */
export function isSameCluster(
  known: readonly string[],
  seen: ClusterIdentity,
  evidence: IdentityEvidence,
): boolean {
  const [cluster] = valuesOf(known, 'cluster');
  if (cluster !== undefined && seen.cluster !== undefined) {
    return seen.cluster === cluster;
  }
  const nodes = valuesOf(known, 'node');
  if (nodes.length === 0 || seen.nodes.length === 0) return true;
  const certificates = valuesOf(known, 'certificate');
  if (share(seen.certificates, certificates)) return true;
  if (!share(seen.nodes, nodes)) return false;
  if (seen.certificates.length === 0 || certificates.length === 0) return true;
  // Renewed certificates, or another machine of the same name.
  return evidence.sharesGuests ?? evidence.isSameAddress;
}

/** What is known of the cluster after a reading of it; what was not read this time stays. */
export function mergeIdentity(
  known: readonly string[],
  seen: ClusterIdentity,
): string[] {
  const [cluster] = valuesOf(known, 'cluster');
  const { nodes, certificates } = seen;
  return toParts({
    cluster: seen.cluster ?? cluster,
    nodes: nodes.length > 0 ? nodes : valuesOf(known, 'node'),
    certificates:
      certificates.length > 0 ? certificates : valuesOf(known, 'certificate'),
  });
}

/** A member that must not be used, named by its number alone. */
export class OtherClusterFailure extends ProviderFailure {
  constructor({ number, count }: MemberClient) {
    super(
      'MISCONFIGURED',
      count > 1
        ? `Address ${number} of ${count} belongs to another cluster`
        : 'The configured address belongs to another cluster than before',
      {
        hint: 'Correct the address. If the cluster was replaced on purpose, switch the provider off and on again',
      },
    );
  }
}

async function readRows<T extends z.ZodType>(
  member: MemberClient,
  options: { path: string; schema: T; signal: AbortSignal },
): Promise<z.output<T>[]> {
  const data = await member.get(options.path, { signal: options.signal });
  if (!Array.isArray(data)) throw invalidResponse();
  return parseRows(options.schema, data).rows;
}

/** The fingerprints in `GET /nodes`, which every member tells of all. */
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
      .map(({ ssl_fingerprint: print }) => print)
      .filter(print => print !== undefined),
  };
}

/** Reads the identity of one member alone; rejects where it cannot be used. */
export async function readIdentity(
  member: MemberClient,
  signal: AbortSignal,
): Promise<ClusterIdentity> {
  const status = await readRows(member, {
    path: '/cluster/status',
    schema: clusterStatusRowSchema,
    signal,
  }).catch(error => {
    const { upstreamStatus = 0 } = error as Partial<ProviderFailure>;
    // Denied, or the service is down that it takes: the list of nodes has to do.
    if (upstreamStatus === 403 || upstreamStatus >= 500) return undefined;
    throw error;
  });
  if (!status) return readCertificates(member, signal);
  const cluster = clusterOf(status);
  const nodes = status
    .filter(({ type }) => type === 'node')
    .map(({ name }) => name)
    .filter(name => name !== undefined);
  // The name of a cluster says enough.
  const { certificates } =
    cluster === null
      ? await readCertificates(member, signal)
      : { certificates: [] };
  return { cluster, nodes, certificates };
}
