import type { Cluster } from '../fleet/schema';
import type { Clock } from '../fleet/derive';

/** A request as the protocol handlers see it. */
export interface SimulatedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  body: string;
  /** Scheme, host and port under which the server was reached. */
  origin: string;
}

/** An answer; an object as body is sent as JSON. */
export interface SimulatedAnswer {
  status: number;
  reason?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Answers one platform's API out of a cluster's definition. */
export type ProtocolHandler = (
  request: SimulatedRequest,
  context: { cluster: Cluster; clock: Clock; tokens: TokenStore },
) => SimulatedAnswer;

/** Tokens that a login handed out. */
export interface TokenStore {
  issue(details: IssuedToken): string;
  find(token: string | undefined): IssuedToken | undefined;
  /** Ends all tokens at once. */
  expireAll(): void;
}

export interface IssuedToken {
  user: string;
  project: string;
  roles: string[];
  expiresAt: number;
}

/** Credentials of one simulated cluster. They are not secret: the servers are fake. */
export interface SimulatedCredentials {
  /** Proxmox VE */
  tokenId: string;
  tokenSecret: string;
  /** A token that may log in but see nothing. */
  powerlessTokenId: string;
  /** Kubernetes */
  token: string;
  /** Proxmox VE and OpenStack */
  username: string;
  password: string;
  /** OpenStack */
  memberUsername: string;
  projectName: string;
  domainName: string;
  region?: string;
  applicationCredentialId: string;
  applicationCredentialSecret: string;
}

export const CREDENTIALS: SimulatedCredentials = {
  tokenId: 'backstage@pve!portal',
  tokenSecret: '00000000-0000-4000-8000-000000000000',
  powerlessTokenId: 'backstage@pve!powerless',
  token: 'simulated-service-account-token',
  username: 'portal',
  password: 'simulated-password',
  memberUsername: 'member',
  projectName: 'demo',
  domainName: 'Default',
  applicationCredentialId: 'simulated-application-credential',
  applicationCredentialSecret: 'simulated-application-secret',
};
