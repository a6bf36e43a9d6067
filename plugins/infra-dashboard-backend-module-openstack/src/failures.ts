import {
  ProviderFailure,
  type ProviderFailureOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Credentials } from './config/settings';

export interface LoginFailureOptions {
  credentials: Credentials;
  retryAfterMs?: number;
}

/** Keystone says the same 401 for each of these, so all are named. */
const PASSWORD_HINT =
  'Check username, password, their domain, and that the user has a role on the project; Keystone does not say which of them it is';

const APPLICATION_CREDENTIAL_HINT =
  'It may be wrong, expired, or gone with its user or a role of the user. Make a new one: openstack application credential create infra-dashboard --role reader';

/** What a refused login means, without the words of Keystone. */
export function loginFailure(
  status: number,
  options: LoginFailureOptions,
): ProviderFailure {
  const { credentials, retryAfterMs } = options;
  const isPassword = credentials.method === 'password';
  const details: ProviderFailureOptions = {
    upstreamStatus: status,
    retryAfterMs,
  };
  if (status === 401) {
    return new ProviderFailure(
      'UNAUTHORIZED',
      isPassword
        ? 'Keystone refused the user, the password or the project'
        : 'Keystone refused the application credential',
      {
        ...details,
        hint: isPassword ? PASSWORD_HINT : APPLICATION_CREDENTIAL_HINT,
      },
    );
  }
  // An id that Keystone does not know is a 404, a wrong secret a 401.
  if (status === 404 && !isPassword) {
    return new ProviderFailure(
      'UNAUTHORIZED',
      'Keystone does not know the application credential, or is not at authUrl',
      { ...details, hint: APPLICATION_CREDENTIAL_HINT },
    );
  }
  if (status === 404) {
    return new ProviderFailure(
      'MISCONFIGURED',
      'There is no Keystone v3 at authUrl',
      {
        ...details,
        hint: 'Set authUrl to the address that `openstack catalog show identity` prints',
      },
    );
  }
  if (status === 400) {
    return new ProviderFailure(
      'MISCONFIGURED',
      'Keystone cannot make sense of the user, the project or their domains',
      { ...details, hint: 'Check userDomainName and projectDomainName' },
    );
  }
  if (status === 403) {
    return new ProviderFailure(
      'FORBIDDEN',
      'Keystone does not let these credentials log in',
      {
        ...details,
        hint: 'The user may be locked, or have to change the password',
      },
    );
  }
  if (status === 429) {
    return new ProviderFailure(
      'RATE_LIMITED',
      'Keystone wants fewer logins',
      details,
    );
  }
  return new ProviderFailure(
    'UPSTREAM_ERROR',
    `Keystone answered the login with status ${status}`,
    { ...details, hint: 'Look at the log of Keystone' },
  );
}
