import {
  ProviderFailure,
  type ProviderFailureOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  retryAfterMs,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** What the platform is called in messages. */
export const LABEL = 'Proxmox VE';

/** All parts are bounded: the text is foreign, and may be made to take long. */
const HOSTS = [
  // A server that repeats what it was sent.
  /\bPVEA(PIToken|uthCookie)=\S+/g,
  /\bhttps?:\/\/\S+/gi,
  /\b\d{1,3}(\.\d{1,3}){3}(:\d{1,5})?\b/g,
  /\b([0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b/gi,
  /\b[0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,6}::([0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,6})?/gi,
  // In small letters only: Sys.Audit is no host.
  /\b([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,20}[a-z]{2,63}\b(:\d{1,5})?/g,
];

/** So much of a text is looked at; at most 200 characters of it are shown. */
const MAX_TEXT = 1_000;

/**
 * The beginning of a long text. A word that the cut would break is left out: half an address
 * is not recognized as one.
 */
function beginningOf(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const begin = text.slice(0, MAX_TEXT).replace(/\s/g, ' ');
  return begin.slice(0, Math.max(begin.lastIndexOf(' '), 0));
}

/** Takes addresses and host names out of a text that upstream wrote; of a long one, the beginning. */
export function withoutHosts(text: string): string {
  return HOSTS.reduce(
    (cleaned, pattern) => cleaned.replace(pattern, '…'),
    beginningOf(text),
  );
}

/**
 * Why upstream refuses, on one line: `message` of the body (PVE 8.4 and later), else the
 * reason phrase, where earlier ones and the front proxy have it. 401 and 59x have no body.
 */
export function reasonOf({ text, statusText }: UpstreamResponse): string {
  let message: unknown;
  if (text.trim().startsWith('{')) {
    try {
      message = (JSON.parse(text) as { message?: unknown }).message;
    } catch {
      // A body that is cut off: the reason phrase is left.
    }
  }
  const clean = (reason: string) =>
    withoutHosts(reason.trim()).trim().replace(/\s+/g, ' ').slice(0, 200);
  return (typeof message === 'string' && clean(message)) || clean(statusText);
}

function deniedMessage(reason: string): string {
  const [, path, privilege] = /\(([^,()]+), ([^()]+)\)/.exec(reason) ?? [];
  if (path && privilege) {
    return `${LABEL} denies it: ${privilege} on ${path} is missing`;
  }
  return reason ? `${LABEL} denies it: ${reason}` : `${LABEL} denies it`;
}

/** Why an answer is no success. 59x say that the node which was asked for is out of reach (P13). */
export function failureOf(response: UpstreamResponse): ProviderFailure {
  const { status, headers } = response;
  const reason = reasonOf(response);
  const because = reason ? `: ${reason}` : '';
  const fail = (
    code: ProviderFailure['code'],
    message: string,
    options: ProviderFailureOptions = {},
  ) =>
    new ProviderFailure(code, message, { upstreamStatus: status, ...options });
  if (status === 401) {
    return fail('UNAUTHORIZED', `${LABEL} refused the credentials${because}`, {
      hint: 'Check that the token or user exists and has not expired, and that the secret is right',
    });
  }
  if (status === 403) {
    return fail('FORBIDDEN', deniedMessage(reason), {
      hint: 'Grant the role PVEAuditor on / to the user, and to its token as well',
    });
  }
  if (status === 429) {
    return fail('RATE_LIMITED', `${LABEL} asks to slow down`, {
      retryAfterMs: retryAfterMs(headers),
    });
  }
  if (status >= 595) {
    return fail(
      'UNREACHABLE',
      `${LABEL} cannot reach the node or service that was asked for${because}`,
      { hint: 'Check that pveproxy and pvedaemon run on all nodes' },
    );
  }
  if (status === 404 || status === 501) {
    return fail(
      'UPSTREAM_ERROR',
      `${LABEL} does not know what was asked for (status ${status})`,
      { hint: 'Check that the URL leads to the API of Proxmox VE' },
    );
  }
  return fail(
    'UPSTREAM_ERROR',
    `${LABEL} answered with status ${status}${because}`,
    { retryAfterMs: retryAfterMs(headers) },
  );
}

/** A node refuses credentials that the cluster accepts: they are not what is wrong. */
export function nodeRefusal(response: UpstreamResponse): ProviderFailure {
  const reason = reasonOf(response);
  return new ProviderFailure(
    'UNREACHABLE',
    `A node refuses the credentials that its cluster accepts${
      reason ? `: ${reason}` : ''
    }`,
    {
      upstreamStatus: response.status,
      hint: 'Compare the clocks of the nodes, such as with timedatectl',
    },
  );
}

/** An answer in a form that the API does not have. */
export function invalidResponse(): ProviderFailure {
  return new ProviderFailure(
    'INVALID_RESPONSE',
    `${LABEL} answered in another form than its API does`,
    { hint: 'Check that the URL leads to the API of Proxmox VE' },
  );
}
