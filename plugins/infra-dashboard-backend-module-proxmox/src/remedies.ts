import type { ProxmoxCredentials } from './config';

/** Prints the fingerprint of the certificate of a node. */
export const FINGERPRINT_COMMAND =
  'openssl x509 -in /etc/pve/local/pve-ssl.pem -noout -fingerprint -sha256';

const AGENT_ROLE = 'PortalGuestAgent';

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Commands that grant the read-only role: to the user, and also to a token, since a token with
 * privilege separation has only the rights that both have.
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

/** Commands that let the guest agent be queried before PVE 9, by a role of its own. */
export function grantAgentCommands(credentials: ProxmoxCredentials): string {
  return `pveum role add ${AGENT_ROLE} --privs VM.Monitor\n${grantCommands(
    credentials,
    AGENT_ROLE,
  )}`;
}
