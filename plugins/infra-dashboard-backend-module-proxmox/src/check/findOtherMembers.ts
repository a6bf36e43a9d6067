import {
  toCheckTexts,
  toCheckTitle,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxEndpoint } from '../config';
import type { MemberClient } from '../client/MemberClient';
import { message } from '../messages';
import { readStatus } from '../read/readIdentity';
import { readRows } from '../read/readResponse';
import { nodeListRowSchema } from '../schemas';
import type { Check } from './checkMember';

const DEFAULT_PORT = '8006';

function toUrl(address: string, port: string): string {
  return `https://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/**
 * Members of the cluster that are not configured, with the configuration for them.
 *
 * It is only advice, so failures are ignored. The members are never contacted without being
 * configured: see Addresses in docs/platform-behavior/proxmox.md. A trusted member returns the
 * fingerprint of each.
 */
export async function findOtherMembers(
  member: MemberClient,
  endpoints: readonly ProxmoxEndpoint[],
  signal: AbortSignal,
): Promise<Check[]> {
  const members = await readRows(member, {
    path: '/nodes',
    schema: nodeListRowSchema,
    signal,
  }).catch(() => []);
  if (members.length <= endpoints.length) return [];
  const rows = await readStatus(member, signal).catch(() => []);
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
      ...toCheckTitle(message('title-members')),
      status: 'passed',
      ...toCheckTexts(
        message('check-members', {
          members: members.length,
          count: endpoints.length,
        }),
        message('fix-members', { lines: lines.join('\n') }),
      ),
    },
  ];
}
