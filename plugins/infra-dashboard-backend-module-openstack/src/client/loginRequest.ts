import type { Credentials, InDomain } from '../config/settings';

function inDomain(named: InDomain): object {
  return 'id' in named
    ? { id: named.id }
    : { name: named.name, domain: named.domain };
}

/** What a refused login is counted by: the user and the secret, but not the project. */
export function loginSecret(credentials: Credentials): string {
  return JSON.stringify(
    credentials.method === 'password'
      ? [credentials.user, credentials.password]
      : [credentials.credential, credentials.secret],
  );
}

/** The body of `POST /v3/auth/tokens`. */
export function loginBody(credentials: Credentials): object {
  if (credentials.method === 'application_credential') {
    const { credential, secret } = credentials;
    // No scope: the credential has one, and Keystone rejects a second one.
    return {
      auth: {
        identity: {
          methods: ['application_credential'],
          application_credential: {
            ...('id' in credential
              ? { id: credential.id }
              : { name: credential.name, user: inDomain(credential.user) }),
            secret,
          },
        },
      },
    };
  }
  const { user, password, project } = credentials;
  return {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { ...inDomain(user), password } },
      },
      scope: { project: inDomain(project) },
    },
  };
}
