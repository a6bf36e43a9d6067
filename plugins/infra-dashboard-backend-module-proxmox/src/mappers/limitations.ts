import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxCredentials } from '../config';
import type { Resource } from '../schemas';
import type { ClusterInfo } from './ClusterParts';
import { hasNumbers } from './node';
import { PRIVILEGES, reachOf, type Reach } from './privileges';

/** What limitations are found in. */
export interface LimitationSources {
  rows: Resource[];
  /** Rows that could not be understood. */
  odd: number;
  facts: ClusterInfo;
  credentials: ProxmoxCredentials;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The commands that grant the read-only role: to the user, and to a token with privilege
 * separation as well, whose rights are those that both have (P4).
 */
export function grantCommands(
  credentials: ProxmoxCredentials,
  role: string = 'PVEAuditor',
): string {
  const { kind } = credentials;
  const user =
    kind === 'token' ? credentials.tokenId.split('!')[0] : credentials.username;
  const commands = [
    `pveum acl modify / --users ${quote(user)} --roles ${role}`,
  ];
  if (kind === 'token') {
    const token = quote(credentials.tokenId);
    commands.push(`pveum acl modify / --tokens ${token} --roles ${role}`);
  }
  return commands.join('\n');
}

function isGuest({ type }: Resource): boolean {
  return type === 'qemu' || type === 'lxc';
}

function reach(facts: ClusterInfo, id: string): Reach['kind'] | undefined {
  const privilege = PRIVILEGES.find(one => one.id === id)!;
  return facts.permissions && reachOf(facts.permissions, privilege).kind;
}

/** Rows of nodes without numbers (P2). */
function findBareNodes(sources: LimitationSources): Limitation[] {
  const names = sources.rows
    .filter(
      row => row.type === 'node' && row.status === 'online' && !hasNumbers(row),
    )
    .map(({ node }) => node)
    .sort();
  if (names.length === 0) return [];
  return [
    {
      code: 'no-permission-node-numbers',
      message: `No permission (Sys.Audit) to read CPU, memory and storage of ${
        names.length === 1 ? `node ${names[0]}` : `${names.length} nodes`
      }`,
      remedy: grantCommands(sources.credentials),
    },
  ];
}

/**
 * Whether the rows look as if nothing was allowed: every installation has the storage
 * `local`. The permissions, which are read rarely, may say otherwise for a while.
 */
export function isStripped(rows: Resource[]): boolean {
  return (
    rows.length > 0 && !rows.some(row => row.type === 'storage' || isGuest(row))
  );
}

/** PVE answers with an empty list, or a shorter one, where the rights are missing (P2, P4). */
export function findHiddenGuests(sources: LimitationSources): Limitation[] {
  const { rows, facts, credentials } = sources;
  const remedy = grantCommands(credentials);
  const hasGuests = rows.some(isGuest);
  const kind = reach(facts, 'VM.Audit');
  if (kind === 'part') {
    return [
      {
        code: 'guests-partly-visible',
        message:
          'Only some guests are visible: VM.Audit is granted on single guests or pools',
        remedy,
      },
    ];
  }
  if (hasGuests) return [];
  if (kind === 'none') {
    return [
      {
        code: 'no-guests-visible',
        message: 'Guests are hidden: the permission VM.Audit is missing',
        remedy,
      },
    ];
  }
  // No storage is no wonder then, and no guest may be the truth.
  if (kind === 'all' && reach(facts, 'Datastore.Audit') !== 'all') return [];
  return isStripped(rows)
    ? [
        {
          code: 'no-guests-visible',
          message:
            'No guest and no storage is visible: most likely the permissions VM.Audit and Datastore.Audit are missing',
          remedy,
        },
      ]
    : [];
}

function findHiddenStorages(sources: LimitationSources): Limitation[] {
  const kind = reach(sources.facts, 'Datastore.Audit');
  if (kind === undefined || kind === 'all') return [];
  return [
    {
      code: 'storages-hidden',
      message: `${
        kind === 'none' ? 'Storages are' : 'Some storages are'
      } hidden: the permission Datastore.Audit is missing${
        kind === 'part' ? ' on them' : ''
      }`,
      remedy: grantCommands(sources.credentials),
    },
  ];
}

/** `GET /cluster/status` is denied or out of order, which is no reason to stop (P3). */
function findStatusFailure(sources: LimitationSources): Limitation[] {
  const { statusFailure } = sources.facts;
  if (!statusFailure) return [];
  const { code, message, hint } = statusFailure;
  const remedy =
    code === 'FORBIDDEN' ? grantCommands(sources.credentials) : hint;
  return [
    {
      code: 'no-cluster-status',
      message: `Whether the cluster has quorum is not known: ${message}`,
      ...(remedy && { remedy }),
    },
  ];
}

const AGENT_ROLE = 'PortalGuestAgent';

/**
 * IP addresses of guests that may not be read. Before PVE 9 no read-only privilege reaches
 * the guest agent; since then PVEAuditor has one that does.
 *
 * @param options - `count` guests, or all of the type where it is absent
 */
export function toAddressLimitation(
  type: string,
  options: {
    failure: ProviderFailure;
    count?: number;
    credentials: ProxmoxCredentials;
  },
): Limitation {
  const { failure, count, credentials } = options;
  const kind = type === 'lxc' ? 'container' : 'virtual machine';
  const which =
    count === undefined
      ? `${kind}s`
      : `${count} ${kind}${count > 1 ? 's' : ''}`;
  const needsMonitor = failure.message.includes('VM.Monitor');
  return {
    code: 'no-permission-addresses',
    message: `IP addresses of ${which} cannot be read: ${failure.message}${
      needsMonitor
        ? '. Before PVE 9 that takes this privilege, which allows more than to read'
        : ''
    }`,
    remedy: needsMonitor
      ? `pveum role add ${AGENT_ROLE} --privs VM.Monitor\n${grantCommands(
          credentials,
          AGENT_ROLE,
        )}`
      : grantCommands(credentials),
  };
}

/** All that keeps a reading of the cluster from being the whole truth. */
export function findLimitations(sources: LimitationSources): Limitation[] {
  const { odd, facts } = sources;
  return [
    ...findBareNodes(sources),
    ...findHiddenGuests(sources),
    ...findHiddenStorages(sources),
    ...findStatusFailure(sources),
    ...(facts.cephFailure
      ? [
          {
            code: 'ceph-unreadable',
            message: `Health and usage of Ceph cannot be read: ${facts.cephFailure.message}`,
          },
        ]
      : []),
    ...(odd > 0
      ? [
          {
            code: 'odd-rows',
            message: `${odd} ${
              odd === 1 ? 'row' : 'rows'
            } of the answer could not be understood and ${
              odd === 1 ? 'is' : 'are'
            } left out`,
          },
        ]
      : []),
  ];
}
