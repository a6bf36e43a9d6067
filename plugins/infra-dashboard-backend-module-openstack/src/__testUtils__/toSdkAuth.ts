import type { Named } from '../config/credentials';
import type { OpenStackSettings } from '../config/settings';

type Auth = Record<string, string>;

function named(prefix: string, value: Named | undefined): Auth {
  if (!value) return {};
  return 'id' in value
    ? { [`${prefix}_id`]: value.id }
    : { [`${prefix}_name`]: value.name };
}

function inDomain(
  prefix: string,
  value: { id: string } | { name: string; domain: Named },
): Auth {
  return 'id' in value
    ? { [`${prefix}_id`]: value.id }
    : {
        [prefix === 'user' ? 'username' : `${prefix}_name`]: value.name,
        ...named(`${prefix}_domain`, value.domain),
      };
}

/** Settings in the keys of openstacksdk. */
export function toSdkAuth({ credentials, identityUrl }: OpenStackSettings) {
  const auth_url = identityUrl;
  if (credentials.method === 'password') {
    return {
      auth_url,
      ...inDomain('user', credentials.user),
      ...inDomain('project', credentials.project),
      password: credentials.password,
    };
  }
  const { credential, secret } = credentials;
  return {
    auth_url,
    application_credential_secret: secret,
    ...('id' in credential
      ? { application_credential_id: credential.id }
      : {
          application_credential_name: credential.name,
          ...inDomain('user', credential.user),
        }),
  };
}
