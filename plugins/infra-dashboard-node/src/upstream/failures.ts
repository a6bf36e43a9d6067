import { ProviderFailure } from '../platform/ProviderFailure';

const MISMATCH = 'CERTIFICATE_MISMATCH';

/** The server presented another certificate than the pinned one. @public */
export class CertificateMismatchError extends Error {
  constructor(presented: string | undefined) {
    // The message is all that is left when fetch wraps an error of another realm.
    super(`${MISMATCH} ${presented ?? ''}`);
  }
}

const UNREACHABLE: Record<string, string> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'closed the connection',
  UND_ERR_SOCKET: 'closed the connection',
  EPIPE: 'closed the connection',
  ENOTFOUND: 'cannot be found: its host name does not resolve',
  EAI_AGAIN: 'cannot be found: the name service does not answer',
  EHOSTUNREACH: 'cannot be reached: no route to the host',
  ENETUNREACH: 'cannot be reached: no route to its network',
  EADDRNOTAVAIL: 'cannot be reached: its address is not available',
};

const TIMEOUTS = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** Error codes of Node's TLS: certificates, and handshakes with something that is no TLS. */
const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

interface Link {
  code?: string;
  message: string;
}

/** Codes of an error and its causes, the outermost first. */
function* chain(error: unknown): Generator<Link> {
  let current = error as Partial<Link> & {
    cause?: unknown;
    errors?: unknown[];
  };
  for (let depth = 0; current && depth < 6; depth += 1) {
    const message = String(current.message ?? '');
    // fetch turns errors of another realm (a test's, a worker's) into text without code.
    const isReset = /other side closed|^terminated$|socket hang up/.test(
      message,
    );
    yield {
      code: current.code ?? (isReset ? 'UND_ERR_SOCKET' : undefined),
      message,
    };
    current = (current.cause ?? current.errors?.[0]) as typeof current;
  }
}

/** Whether the peer closed the socket under a request, which may be tried once more. @public */
export function isConnectionReset(error: unknown): boolean {
  return [...chain(error)].some(({ code }) =>
    ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(code ?? ''),
  );
}

/**
 * Says what a failed exchange means. Takes only the error's code: messages of Node and
 * undici hold host names and addresses, which must not reach the browser.
 *
 * @param label - what upstream is called in the sentence, such as `Nomad`
 *
 * @public
 */
export function toProviderFailure(
  error: unknown,
  label: string,
): ProviderFailure {
  if (error instanceof ProviderFailure) {
    return error;
  }
  // The cause knows more than what wraps it.
  for (const { code, message } of [...chain(error)].reverse()) {
    if (message.includes(MISMATCH)) {
      const presented = /(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/.exec(message)?.[0];
      return new ProviderFailure(
        'TLS',
        `${label} presents another certificate than the pinned one${
          presented ? ` (SHA-256 ${presented})` : ''
        }`,
        {
          hint: 'If the certificate was renewed, check it on the server and set the new fingerprint',
        },
      );
    }
    if (message === 'bad port') {
      return new ProviderFailure(
        'MISCONFIGURED',
        `The URL of ${label} has a port that Node.js never connects to`,
        { hint: 'Check the port; those of other protocols are blocked' },
      );
    }
    const refused = /PROXY_REFUSED (\d{1,3})/.exec(message);
    if (refused) {
      return new ProviderFailure(
        'UNREACHABLE',
        `The proxy did not connect to ${label} (${refused[1]})`,
        { hint: 'Check the proxy setting and what the proxy allows' },
      );
    }
    if (typeof code !== 'string') continue;
    if (TIMEOUTS.has(code)) {
      return new ProviderFailure(
        'TIMEOUT',
        code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT'
          ? `${label} did not accept a connection in time`
          : `${label} did not answer in time`,
        { hint: 'Check the network path and the load of the server' },
      );
    }
    if (UNREACHABLE[code]) {
      return new ProviderFailure(
        'UNREACHABLE',
        `${label} ${UNREACHABLE[code]}`,
        {
          hint: 'Check that the server runs and that this backend may reach it',
        },
      );
    }
    if (TLS_CODE.test(code)) {
      return new ProviderFailure(
        'TLS',
        `No secure connection to ${label}: ${code}`,
        {
          hint: 'Trust its certificate authority, or pin the fingerprint of its certificate',
        },
      );
    }
  }
  return new ProviderFailure(
    'UNREACHABLE',
    `The exchange with ${label} broke off`,
  );
}
