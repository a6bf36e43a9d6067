import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProxmoxCredentials } from '../config';

/**
 * The commands that grant the read-only role: to the user, and to a token with privilege
 * separation as well, whose rights are those that both have (P4).
 */
export function grantCommands(credentials: ProxmoxCredentials): string {
  const user =
    credentials.kind === 'token'
      ? credentials.tokenId.split('!')[0]
      : credentials.username;
  const commands = [`pveum acl modify / --users '${user}' --roles PVEAuditor`];
  if (credentials.kind === 'token') {
    commands.push(
      `pveum acl modify / --tokens '${credentials.tokenId}' --roles PVEAuditor`,
    );
  }
  return commands.join('\n');
}

/** Rows of nodes without numbers (P2). */
export function nodesWithoutNumbers(
  names: string[],
  credentials: ProxmoxCredentials,
): Limitation {
  return {
    code: 'no-permission-node-numbers',
    message: `No permission (Sys.Audit) to read CPU, memory and storage of ${
      names.length === 1 ? `node ${names[0]}` : `${names.length} nodes`
    }`,
    remedy: grantCommands(credentials),
  };
}

/** PVE answers with an empty list where the rights are missing (P2). */
export function noGuests(credentials: ProxmoxCredentials): Limitation {
  return {
    code: 'no-guests-visible',
    message:
      'No guest and no storage is visible: most likely the permissions VM.Audit and Datastore.Audit are missing',
    remedy: grantCommands(credentials),
  };
}

/** `GET /cluster/status` is denied or out of order (P3). */
export function noClusterStatus(
  reason: string,
  credentials?: ProxmoxCredentials,
): Limitation {
  return {
    code: 'no-cluster-status',
    message: `Quorum and addresses of the nodes are not known: ${reason}`,
    ...(credentials && { remedy: grantCommands(credentials) }),
  };
}

/** Rows in a form that nobody knows yet. */
export function oddRows(count: number): Limitation {
  return {
    code: 'odd-rows',
    message: `${count} rows of the answer could not be understood and are left out`,
  };
}
