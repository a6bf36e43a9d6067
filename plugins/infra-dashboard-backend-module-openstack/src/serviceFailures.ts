import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  retryAfterMs,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

export interface ServiceFailureOptions {
  /** What the service is called, such as `Nova`. */
  label: string;
  /** What was asked of it, such as `list servers`. */
  action: string;
}

/** What an answer other than 200 means. The service's own words stay behind. */
export function serviceFailure(
  response: Pick<UpstreamResponse, 'status' | 'headers'>,
  options: ServiceFailureOptions,
): ProviderFailure {
  const { label, action } = options;
  const { status } = response;
  const details = {
    upstreamStatus: status,
    retryAfterMs: retryAfterMs(response.headers),
  };
  if (status === 401) {
    return new ProviderFailure(
      'UNAUTHORIZED',
      `${label} does not accept a token that Keystone has just given`,
      {
        ...details,
        hint: `Check the [keystone_authtoken] section of ${label}, and the access rules of the application credential if it has any`,
      },
    );
  }
  if (status === 403) {
    return new ProviderFailure(
      'FORBIDDEN',
      `${label} does not let these credentials ${action}`,
      details,
    );
  }
  // Nova's older limiter says 413.
  if (status === 429 || status === 413) {
    return new ProviderFailure(
      'RATE_LIMITED',
      `${label} wants fewer requests`,
      details,
    );
  }
  return new ProviderFailure(
    'UPSTREAM_ERROR',
    `${label} answered with status ${status} when asked to ${action}`,
    {
      ...details,
      ...(status >= 500 && { hint: `Look at the log of ${label}` }),
    },
  );
}

/** Why a path is refused that the application credential's access rules leave out. */
export function accessRuleFailure(
  options: ServiceFailureOptions,
): ProviderFailure {
  return new ProviderFailure(
    'FORBIDDEN',
    `The access rules of the application credential do not let it ${options.action}`,
    { upstreamStatus: 403 },
  );
}
