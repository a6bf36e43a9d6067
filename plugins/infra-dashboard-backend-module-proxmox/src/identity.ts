import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { MemberClient } from './client/MemberClient';
import { message } from './messages';
import type { ClusterStatusRow } from './schemas';

/** What distinguishes installations of Proxmox VE. */
export interface ClusterIdentity {
  /** The name of the cluster, null for a standalone node; absent if it is not known. */
  cluster?: string | null;
  nodes: string[];
  /** SHA-256 fingerprints of the certificates of the nodes, as far as they were read. */
  certificates: string[];
}

/** What else suggests the same installation if its certificates have changed. */
export interface IdentityEvidence {
  /** Whether any guest has the same number and name as before; absent without guests. */
  sharesGuests?: boolean;
  isSameAddress: boolean;
}

/** Proxmox VE allows 15 characters; a longer name is not from Proxmox VE. */
const MAX_NAME = 40;

/** Name of the cluster in `GET /cluster/status`; null for a standalone node. */
export function clusterNameOf(status: ClusterStatusRow[]): string | null {
  const row = status.find(({ type }) => type === 'cluster');
  return row ? (row.name ?? '').slice(0, MAX_NAME) : null;
}

/** The identity in the form that the collector stores. */
export function formatIdentity({
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

/** Fingerprints of the certificates of all nodes, which no other cluster has. */
export function certificatesOf(identity: readonly string[]): string[] {
  return valuesOf(identity, 'certificate');
}

function share(a: string[], b: string[]): boolean {
  return a.some(value => b.includes(value));
}

/**
 * Whether a member belongs to the cluster that was read before.
 *
 * The name of the cluster decides if both are known: node names such as `pve1` exist in many
 * clusters, and a node that was removed from its cluster keeps its name. The certificates
 * recognize a standalone node that has become the first member of a cluster.
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

/** The identity after a new reading; what was not read this time stays. */
export function mergeIdentity(
  known: readonly string[],
  seen: ClusterIdentity,
): string[] {
  const [cluster] = valuesOf(known, 'cluster');
  const { nodes, certificates } = seen;
  return formatIdentity({
    cluster: seen.cluster ?? cluster,
    nodes: nodes.length > 0 ? nodes : valuesOf(known, 'node'),
    certificates:
      certificates.length > 0 ? certificates : valuesOf(known, 'certificate'),
  });
}

/** A member that must not be used; the message has its number and no address. */
export class OtherClusterFailure extends ProviderFailure {
  constructor({ number, total }: Pick<MemberClient, 'number' | 'total'>) {
    super(
      'MISCONFIGURED',
      total > 1
        ? message('other-cluster-address', { number, total })
        : message('other-cluster'),
      { hint: message('fix-other-cluster') },
    );
  }
}
