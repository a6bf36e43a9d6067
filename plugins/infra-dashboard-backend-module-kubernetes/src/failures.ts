import type { Message } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  ProviderFailure,
  retryAfterMs,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from './messages';

/** How messages name the API server. */
export const LABEL = 'Kubernetes';

/** What is wrong with the configuration, and what to do about it. */
export function misconfigured(
  reason: Message,
  hint?: Message,
): ProviderFailure {
  return new ProviderFailure('MISCONFIGURED', reason, { hint });
}

/**
 * Why a request failed.
 *
 * @param action - what was requested, in the words of RBAC: `list pods`
 */
export function toFailure(
  response: Pick<UpstreamResponse, 'status' | 'headers'>,
  action: string,
): ProviderFailure {
  const { status, headers } = response;
  const options = {
    upstreamStatus: status,
    retryAfterMs: retryAfterMs(headers),
  };
  switch (status) {
    case 401:
      return new ProviderFailure(
        'UNAUTHORIZED',
        message('credentials-refused'),
        { ...options, hint: message('renew-credentials') },
      );
    case 403:
      return new ProviderFailure(
        'FORBIDDEN',
        message('permission-denied', { action }),
        { ...options, hint: message('grant-permission') },
      );
    case 429:
      return new ProviderFailure('RATE_LIMITED', message('rate-limited'), {
        ...options,
        hint: message('raise-refresh-interval'),
      });
    default:
      // Without the body: those of proxies and aggregated APIs contain addresses.
      return new ProviderFailure(
        'UPSTREAM_ERROR',
        message('unexpected-status', { status, action }),
        options,
      );
  }
}

/** The response is not a list, or no row of it is an object. */
export function notAList(resource: string): ProviderFailure {
  return new ProviderFailure(
    'INVALID_RESPONSE',
    message('not-a-list', { resource }),
    { hint: message('check-url') },
  );
}

const FATAL = new Set<string>([
  'UNREACHABLE',
  'TIMEOUT',
  'TLS',
  'UNAUTHORIZED',
  'RATE_LIMITED',
  'MISCONFIGURED',
]);

/** Whether an error concerns the whole API server, so that other requests fail as well. */
export function isFatal(error: unknown): boolean {
  return !(error instanceof ProviderFailure) || FATAL.has(error.code);
}
