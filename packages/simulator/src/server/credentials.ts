import type { Cluster } from '../fleet/schema';

/**
 * Credentials of one simulated cluster. They are not secret, since the servers are fake,
 * and the same in every fleet, so that a configuration file can hold them.
 */
export interface SimulatedCredentials {
  /** Proxmox VE: a token that may read everything. */
  tokenId: string;
  tokenSecret: string;
  /** Proxmox VE: a token that may log in but see nothing; the secret is the same. */
  powerlessTokenId: string;
  /** Of the platform: valid, but without any rights. */
  noRights: { tokenId: string; tokenSecret: string; token: string };
  /** Kubernetes: of a service account that may read. */
  token: string;
  /** OpenStack, and Proxmox VE in the realm pve: `portal@pve`. */
  username: string;
  password: string;
  /** OpenStack: a user without the role admin. */
  memberUsername: string;
  memberPassword: string;
  projectName: string;
  userDomainName: string;
  projectDomainName: string;
  /** Both of the above. */
  domainName: string;
  region?: string;
  applicationCredentialId: string;
  applicationCredentialSecret: string;
}

const TOKEN_SECRET = '00000000-0000-4000-8000-000000000000';
const PASSWORD = 'simulated-password';

export const CREDENTIALS: SimulatedCredentials = {
  tokenId: 'backstage@pve!portal',
  tokenSecret: TOKEN_SECRET,
  powerlessTokenId: 'backstage@pve!powerless',
  noRights: {
    tokenId: 'backstage@pve!powerless',
    tokenSecret: TOKEN_SECRET,
    token: 'simulated-powerless-token',
  },
  token: 'simulated-service-account-token',
  username: 'portal',
  password: PASSWORD,
  memberUsername: 'member',
  memberPassword: PASSWORD,
  projectName: 'demo',
  userDomainName: 'Default',
  projectDomainName: 'Default',
  domainName: 'Default',
  applicationCredentialId: 'simulated-application-credential',
  applicationCredentialSecret: 'simulated-application-secret',
};

/** The credentials as one cluster takes them. */
export function credentialsOf(cluster: Cluster): SimulatedCredentials {
  return {
    ...CREDENTIALS,
    ...(cluster.type === 'openstack' && { region: cluster.region }),
  };
}
