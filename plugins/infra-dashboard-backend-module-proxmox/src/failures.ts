import type { Message } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  ProviderFailure,
  retryAfterMs,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { reasonOf } from './failures/reason';
import { message } from './messages';

/** What the platform is called in messages. */
export const LABEL = 'Proxmox VE';

function toDenial(reason: string, fallback: string): Message {
  const [, path, privilege] = /\(([^,()]+), ([^()]+)\)/.exec(reason) ?? [];
  if (!path || !privilege) {
    return message('permission-denied', { reason: reason || fallback });
  }
  return message(
    privilege.includes('VM.Monitor')
      ? 'monitor-privilege-missing'
      : 'privilege-missing',
    { privilege, path },
  );
}

/**
 * Why a response is not a success. 59x mean that a node cannot be reached through the member:
 * see Errors in docs/platform-behavior/proxmox.md.
 */
export function failureOf(response: UpstreamResponse): ProviderFailure {
  const { status, headers } = response;
  const text = reasonOf(response);
  const reason = text || `HTTP ${status}`;
  const fail = (
    code: ProviderFailure['code'],
    what: Message,
    options: { hint?: Message; retryAfterMs?: number } = {},
  ) => new ProviderFailure(code, what, { upstreamStatus: status, ...options });
  if (status === 401) {
    return fail('UNAUTHORIZED', message('credentials-refused', { reason }), {
      hint: message('fix-credentials'),
    });
  }
  if (status === 403) {
    return fail('FORBIDDEN', toDenial(text, reason), {
      hint: message('fix-permissions'),
    });
  }
  if (status === 429) {
    return fail('RATE_LIMITED', message('rate-limited'), {
      retryAfterMs: retryAfterMs(headers),
    });
  }
  if (status >= 595) {
    return fail('UNREACHABLE', message('node-unreachable', { reason }), {
      hint: message('fix-services'),
    });
  }
  if (status === 404 || status === 501) {
    return fail('UPSTREAM_ERROR', message('unknown-path', { status }), {
      hint: message('fix-url'),
    });
  }
  return fail(
    'UPSTREAM_ERROR',
    text
      ? message('unexpected-status-reason', { status, reason: text })
      : message('unexpected-status', { status }),
    { retryAfterMs: retryAfterMs(headers) },
  );
}

/** A node refuses credentials that the cluster accepts, so they are not the problem. */
export function nodeRefusal(response: UpstreamResponse): ProviderFailure {
  const reason = reasonOf(response) || `HTTP ${response.status}`;
  return new ProviderFailure(
    'UNREACHABLE',
    message('node-refuses-credentials', { reason }),
    { upstreamStatus: response.status, hint: message('fix-clocks') },
  );
}

/** The response does not have the format of the API. */
export function invalidResponse(): ProviderFailure {
  return new ProviderFailure(
    'INVALID_RESPONSE',
    message('unexpected-response'),
    { hint: message('fix-url') },
  );
}

/** An error of a request as a failure; other errors come from malformed data. */
export function toFailure(error: unknown): ProviderFailure {
  return error instanceof ProviderFailure ? error : invalidResponse();
}
