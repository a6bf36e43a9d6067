import { coreMessage, type CoreMessageCode } from '../messages';
import { ProviderFailure } from '../platform/ProviderFailure';

const MISMATCH = 'CERTIFICATE_MISMATCH';

/** The server presented another certificate than the pinned one. @public */
export class CertificateMismatchError extends Error {
  constructor(presented: string | undefined) {
    // The message is all that is left when fetch wraps an error of another realm.
    super(`${MISMATCH} ${presented ?? ''}`);
  }
}

/** Code of the sentence by error code. */
const UNREACHABLE: Record<string, CoreMessageCode> = {
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-closed',
  UND_ERR_SOCKET: 'connection-closed',
  EPIPE: 'connection-closed',
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'name-service-failed',
  EHOSTUNREACH: 'no-route-to-host',
  ENETUNREACH: 'no-route-to-network',
  EADDRNOTAVAIL: 'address-not-available',
};

const TIMEOUTS = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** Error codes of Node's TLS: certificates, and handshakes with a server that has no TLS. */
const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|ERROR_IN_C|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|UNSPECIFIED|EPROTO)/;

/** What helps against some of them; against the others, to trust the authority. */
const TLS_HINT: Record<string, CoreMessageCode> = {
  INVALID_PURPOSE: 'issue-server-certificate',
  ERR_SSL_WRONG_VERSION_NUMBER: 'check-https',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'check-https',
  EPROTO: 'check-https',
};

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

/** Whether the peer closed the socket during a request, which may be retried. @public */
export function isConnectionReset(error: unknown): boolean {
  return [...chain(error)].some(({ code }) =>
    ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(code ?? ''),
  );
}

/** Maps an error code, or the message of a wrapped error, to a failure. */
function failureOf({ code, message }: Link, label: string) {
  if (message.includes(MISMATCH)) {
    const fingerprint = /(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/.exec(message)?.[0];
    return new ProviderFailure(
      'TLS',
      fingerprint
        ? coreMessage('certificate-changed-to', { label, fingerprint })
        : coreMessage('certificate-changed', { label }),
      { hint: coreMessage('renew-fingerprint') },
    );
  }
  if (message === 'bad port') {
    return new ProviderFailure(
      'MISCONFIGURED',
      coreMessage('port-blocked', { label }),
      { hint: coreMessage('check-port') },
    );
  }
  const refused = /PROXY_REFUSED (\d{1,3})/.exec(message);
  if (refused) {
    return new ProviderFailure(
      'UNREACHABLE',
      coreMessage('proxy-refused', { label, status: refused[1] }),
      { hint: coreMessage('check-proxy') },
    );
  }
  if (typeof code !== 'string') return undefined;
  if (TIMEOUTS.has(code)) {
    const isConnect =
      code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT';
    return new ProviderFailure(
      'TIMEOUT',
      coreMessage(isConnect ? 'connect-timeout' : 'response-timeout', {
        label,
      }),
      { hint: coreMessage('check-network') },
    );
  }
  if (UNREACHABLE[code]) {
    return new ProviderFailure(
      'UNREACHABLE',
      coreMessage(UNREACHABLE[code], { label }),
      { hint: coreMessage('check-server') },
    );
  }
  if (TLS_CODE.test(code)) {
    return new ProviderFailure(
      'TLS',
      coreMessage('tls-failed', { label, reason: code }),
      { hint: coreMessage(TLS_HINT[code] ?? 'trust-authority') },
    );
  }
  return undefined;
}

/**
 * Makes a failure of an error of a request. Uses only the error's code: messages of Node and
 * undici contain host names and addresses, which must not reach the browser.
 *
 * @param label - what upstream is called in the sentence, such as `Nomad`
 *
 * @public
 */
export function toProviderFailure(
  error: unknown,
  label: string,
): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  // The cause knows more than what wraps it.
  for (const link of [...chain(error)].reverse()) {
    const failure = failureOf(link, label);
    if (failure) return failure;
  }
  return new ProviderFailure(
    'UNREACHABLE',
    coreMessage('connection-failed', { label }),
  );
}
