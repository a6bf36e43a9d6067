import type { OpenStackConfig } from '../config';

/** Keystone accepts a name or an id. */
export type Named = { id: string } | { name: string };

/** A project or user. A name is unique only within its domain. */
export type InDomain = { id: string } | { name: string; domain: Named };

export type Credentials =
  | { method: 'password'; user: InDomain; password: string; project: InDomain }
  | {
      method: 'application_credential';
      credential: { id: string } | { name: string; user: InDomain };
      secret: string;
    };

/** Without a domain, the `openstack` client also uses the domain `default`. */
function domainOf(name?: string, id?: string): Named {
  if (name) return { name };
  return { id: id ?? 'default' };
}

function userOf(config: OpenStackConfig): InDomain {
  if (config.userId) return { id: config.userId };
  return {
    name: config.username ?? '',
    domain: domainOf(config.userDomainName, config.userDomainId),
  };
}

/** The credentials of checked settings. */
export function credentialsOf(config: OpenStackConfig): Credentials {
  const { applicationCredentialId: id, projectId } = config;
  if (config.applicationCredentialSecret) {
    return {
      method: 'application_credential',
      credential: id
        ? { id }
        : {
            name: config.applicationCredentialName ?? '',
            user: userOf(config),
          },
      secret: config.applicationCredentialSecret,
    };
  }
  return {
    method: 'password',
    user: userOf(config),
    password: config.password ?? '',
    project: projectId
      ? { id: projectId }
      : {
          name: config.projectName ?? '',
          domain: domainOf(config.projectDomainName, config.projectDomainId),
        },
  };
}
