import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { z } from 'zod';
import type { ProxmoxEndpoint } from '../config';
import type { MemberClient } from '../client/MemberClient';
import {
  clusterStatusRowSchema,
  nodeListRowSchema,
  parseRows,
} from '../schemas';

type Check = ConnectionCheck['checks'][number];

const DEFAULT_PORT = '8006';

function toUrl(address: string, port: string): string {
  return `https://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

async function readList<T extends z.ZodType>(
  member: MemberClient,
  options: { path: string; schema: T; signal: AbortSignal },
): Promise<z.output<T>[]> {
  try {
    const data = await member.get(options.path, { signal: options.signal });
    return Array.isArray(data) ? parseRows(options.schema, data).rows : [];
  } catch {
    // It is advice; that it cannot be given is no trouble.
    return [];
  }
}

/**
 * Members of the cluster that are not configured, with what to write for them.
 *
 * They are never asked by themselves: a cluster knows its members by addresses that are
 * often not reachable from here, and behind a proxy there must be one address only (P14).
 * Through a trusted member comes the fingerprint of each (P15).
 */
export async function findMembers(
  member: MemberClient,
  options: { endpoints: readonly ProxmoxEndpoint[]; signal: AbortSignal },
): Promise<Check[]> {
  const { endpoints, signal } = options;
  const members = await readList(member, {
    path: '/nodes',
    schema: nodeListRowSchema,
    signal,
  });
  if (members.length <= endpoints.length) return [];
  const rows = await readList(member, {
    path: '/cluster/status',
    schema: clusterStatusRowSchema,
    signal,
  });
  const addresses = new Map(
    rows.filter(({ type }) => type === 'node').map(row => [row.name, row.ip]),
  );
  const configured = endpoints.map(({ url }) => new URL(url));
  const hosts = configured.map(({ hostname }) =>
    hostname.replace(/^\[|\]$/g, '').toLowerCase(),
  );
  const port = configured[0].port || DEFAULT_PORT;
  const others = members
    .map(({ node, ssl_fingerprint: fingerprint }) => ({
      node,
      address: addresses.get(node) ?? node,
      fingerprint,
    }))
    .filter(
      ({ node, address }) =>
        !hosts.includes(address.toLowerCase()) &&
        !hosts.some(host => host.split('.')[0] === node.toLowerCase()),
    )
    .sort((a, b) => a.node.localeCompare(b.node, 'en', { numeric: true }));
  if (others.length === 0) return [];
  const lines = others.map(({ address, fingerprint }) =>
    [
      `  - url: ${toUrl(address, port)}`,
      ...(fingerprint ? [`    fingerprint: '${fingerprint}'`] : []),
    ].join('\n'),
  );
  return [
    {
      id: 'members',
      title: 'Know other members to ask',
      status: 'passed',
      message: `The cluster has ${members.length} members, and ${
        endpoints.length
      } ${
        endpoints.length === 1 ? 'address is' : 'addresses are'
      } configured; no other is ever asked`,
      remedy: `To go on while these are down, add those that can be reached from here, unless a proxy stands before them:\nurls:\n${lines.join(
        '\n',
      )}`,
    },
  ];
}
