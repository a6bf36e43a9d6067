import {
  ProviderFailure,
  retryAfterMs,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from './messages';

type Response = Pick<UpstreamResponse, 'status' | 'headers'>;

interface RequestDescription {
  /** Name of the service, such as `Nova`. */
  label: string;
  /** What the request is for, such as `list servers`. */
  action: string;
}

/** A refused login, without the words of Keystone. */
export function loginFailure(
  { headers, status }: Response,
  method: 'password' | 'application_credential',
): ProviderFailure {
  const details = {
    upstreamStatus: status,
    retryAfterMs: retryAfterMs(headers),
  };
  const isPassword = method === 'password';
  switch (status) {
    case 400:
      return new ProviderFailure('MISCONFIGURED', message('login-invalid'), {
        ...details,
        hint: message('check-domains'),
      });
    // Keystone responds the same to a wrong user, password and project.
    case 401:
      return new ProviderFailure(
        'UNAUTHORIZED',
        message(isPassword ? 'password-refused' : 'credential-refused'),
        {
          ...details,
          hint: message(isPassword ? 'check-password' : 'create-credential'),
        },
      );
    case 403:
      return new ProviderFailure('FORBIDDEN', message('login-forbidden'), {
        ...details,
        hint: message('check-user'),
      });
    case 404:
      // An unknown id of an application credential is a 404, a wrong secret is a 401.
      return isPassword
        ? new ProviderFailure('MISCONFIGURED', message('no-keystone'), {
            ...details,
            hint: message('find-auth-url'),
          })
        : new ProviderFailure('UNAUTHORIZED', message('credential-unknown'), {
            ...details,
            hint: message('create-credential'),
          });
    case 429:
      return new ProviderFailure(
        'RATE_LIMITED',
        message('login-rate-limited'),
        details,
      );
    default:
      return new ProviderFailure(
        'UPSTREAM_ERROR',
        message('login-status', { status }),
        { ...details, hint: message('check-log', { service: 'Keystone' }) },
      );
  }
}

/** A status other than 200, without the words of the service. */
export function serviceFailure(
  { headers, status }: Response,
  { label: service, action }: RequestDescription,
): ProviderFailure {
  const details = {
    upstreamStatus: status,
    retryAfterMs: retryAfterMs(headers),
  };
  switch (status) {
    case 401:
      return new ProviderFailure(
        'UNAUTHORIZED',
        message('token-refused', { service }),
        { ...details, hint: message('check-token-validation', { service }) },
      );
    case 403:
      return new ProviderFailure(
        'FORBIDDEN',
        message('action-forbidden', { service, action }),
        details,
      );
    // The rate limiter of old Nova releases responds with 413.
    case 413:
    case 429:
      return new ProviderFailure(
        'RATE_LIMITED',
        message('rate-limited', { service }),
        details,
      );
    default:
      return new ProviderFailure(
        'UPSTREAM_ERROR',
        message('response-status', { service, status, action }),
        {
          ...details,
          ...(status >= 500 && { hint: message('check-log', { service }) }),
        },
      );
  }
}

/** A request outside of the access rules of the application credential. */
export function accessRuleFailure(action: string): ProviderFailure {
  return new ProviderFailure(
    'FORBIDDEN',
    message('outside-access-rules', { action }),
    { upstreamStatus: 403 },
  );
}

/** A service that the catalog does not have. */
export function missingService(service: {
  label: string;
  types: string[];
}): ProviderFailure {
  return new ProviderFailure(
    'MISCONFIGURED',
    message('service-not-in-catalog', { service: service.label }),
    {
      hint: message('register-service', { type: service.types[0] }),
      upstreamStatus: 404,
    },
  );
}

/** A response that is not the expected list. */
export function notAList({
  label: service,
  action,
}: RequestDescription): ProviderFailure {
  return new ProviderFailure(
    'INVALID_RESPONSE',
    message('not-a-list', { service, action }),
  );
}
