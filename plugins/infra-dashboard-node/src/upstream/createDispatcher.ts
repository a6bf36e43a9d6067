import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { getProxyForUrl } from 'proxy-from-env';
import { connectThroughProxy } from './connectThroughProxy';
import { CertificateMismatchError } from './failures';
import type { ServerCertificate } from './UpstreamGate';

/** How the certificate of an upstream server is checked. @public */
export interface TlsOptions {
  /** PEM of the authorities to trust instead of the system's. */
  ca?: string;
  /** PEM of the client certificate and its key. */
  cert?: string;
  key?: string;
  /** Name to verify the certificate against, where it is not the host. */
  serverName?: string;
  /** SHA-256 fingerprint of a certificate to accept when no authority vouches for it. */
  fingerprint?: string;
  /** Accepts every certificate. */
  allowInsecure?: boolean;
}

/** @public */
export interface DispatcherOptions {
  connectMs: number;
  totalMs: number;
  /** Longest pause within a body; 0 for none, default `totalMs`. */
  bodyMs?: number;
  /** Idle time before TCP keep-alive probes. Default: one minute. */
  probeMs?: number;
  /** How many sockets may be open at a time. */
  connections: number;
  tls?: TlsOptions;
  /**
   * URL of an HTTP proxy, or false for none. Default: `HTTPS_PROXY`, `HTTP_PROXY` and
   * `NO_PROXY` of the environment.
   */
  proxy?: string | false;
  /** Sent with every request, one line for each value. */
  headers?: Record<string, readonly string[]>;
  /** Called when a TLS connection is open; not where it goes on with an earlier session. */
  onCertificate?: (certificate: ServerCertificate) => void;
}

function proxyOf(
  { hostname, port, protocol }: buildConnector.Options,
  configured: string | false | undefined,
): string | undefined {
  if (configured === false) return undefined;
  if (configured) return configured;
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  return (
    getProxyForUrl(`${protocol}//${host}${port ? `:${port}` : ''}`) || undefined
  );
}

function bareFingerprint(fingerprint: string): string {
  return fingerprint
    .replace(/^sha256[:=]?/i, '')
    .replace(/[^0-9a-f]/gi, '')
    .toLowerCase();
}

/** fetch would join the values of a header to one line, which upstream reads as one value. */
function addHeaders(
  added: Record<string, readonly string[]>,
): Dispatcher.DispatcherComposeInterceptor {
  const pairs = Object.entries(added).flatMap(([name, values]) =>
    values.flatMap(value => [name, value]),
  );
  return dispatch => (options, handler) => {
    const { headers } = options;
    const own = Array.isArray(headers)
      ? headers
      : Object.entries(headers ?? {}).flat();
    return dispatch(
      { ...options, headers: [...own, ...pairs] as string[] },
      handler,
    );
  };
}

function noteCertificate(
  socket: Socket,
  host: string,
  { onCertificate }: DispatcherOptions,
): void {
  // Neither plain connections nor resumed sessions carry a certificate.
  const { valid_to: end } =
    (socket as Partial<TLSSocket>).getPeerCertificate?.() ?? {};
  const expiresAt = Date.parse(end ?? '');
  if (!Number.isNaN(expiresAt)) onCertificate?.({ host, expiresAt });
}

/**
 * Keep-alive agent of one upstream server.
 *
 * Idle sockets are dropped after 4 s: some servers close them silently after 5 s, and a request
 * on a socket that is just being closed fails although upstream works.
 *
 * @public
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { tls, connectMs, totalMs, bodyMs = totalMs, connections } = options;
  const pin = tls?.fingerprint && bareFingerprint(tls.fingerprint);
  const connect = buildConnector({
    timeout: connectMs,
    keepAliveInitialDelay: options.probeMs,
    // A resumed session carries no certificate to compare with the pin.
    maxCachedSessions: pin ? 0 : 100,
    ca: tls?.ca,
    cert: tls?.cert,
    key: tls?.key,
    ...(tls?.serverName && { servername: tls.serverName }),
    // With a pin, the certificate is judged below, after the system's authorities.
    rejectUnauthorized: !tls?.allowInsecure && !pin,
  });
  const checked: buildConnector.connector = (connectOptions, callback) =>
    connect(connectOptions, (...result) => {
      const [error, socket] = result;
      if (socket) noteCertificate(socket, connectOptions.hostname, options);
      if (error || !pin || tls?.allowInsecure || !socket) {
        (callback as (...args: typeof result) => void)(...result);
        return;
      }
      const tlsSocket = socket as TLSSocket;
      const certificate = tlsSocket.getPeerCertificate?.();
      const presented = bareFingerprint(certificate?.fingerprint256 ?? '');
      if (tlsSocket.authorized || presented === pin) {
        callback(null, socket);
        return;
      }
      socket.destroy();
      callback(new CertificateMismatchError(certificate?.fingerprint256), null);
    });
  const agent = new Agent({
    connections,
    keepAliveTimeout: 4_000,
    headersTimeout: totalMs,
    bodyTimeout: bodyMs,
    connect: (connectOptions, callback) => {
      const proxy = proxyOf(connectOptions, options.proxy);
      if (!proxy) {
        checked(connectOptions, callback);
        return;
      }
      const isTls = connectOptions.protocol === 'https:';
      connectThroughProxy({
        proxy,
        host: connectOptions.hostname,
        port: Number(connectOptions.port) || (isTls ? 443 : 80),
        timeoutMs: connectMs,
      }).then(
        tunnel =>
          isTls
            ? checked({ ...connectOptions, httpSocket: tunnel }, callback)
            : callback(null, tunnel),
        error => callback(error, null),
      );
    },
  });
  return options.headers ? agent.compose(addHeaders(options.headers)) : agent;
}
