import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { decodeLeniently } from './decodeLeniently';

/** The proxy refused to open a tunnel. @public */
export class ProxyRefusedError extends Error {
  constructor(status: number) {
    // The message is all that is left when fetch wraps an error of another realm.
    super(`PROXY_REFUSED ${status}`);
  }
}

/**
 * Opens a tunnel to a server through an HTTP proxy (`CONNECT`).
 *
 * @param options - `proxy`: URL, with user and password where the proxy wants them
 *
 * @public
 */
export function connectThroughProxy(options: {
  proxy: string;
  host: string;
  port: number;
  timeoutMs: number;
}): Promise<Socket> {
  const { host, port, timeoutMs } = options;
  const proxy = new URL(options.proxy);
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const credentials = [proxy.username, proxy.password]
    .map(decodeLeniently)
    .join(':');
  const send = proxy.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        Host: authority,
        ...(proxy.username && {
          'Proxy-Authorization': `Basic ${Buffer.from(credentials).toString(
            'base64',
          )}`,
        }),
      },
    });
    request.once('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode === 200) {
        resolve(socket as Socket);
      } else {
        socket.destroy();
        reject(new ProxyRefusedError(statusCode));
      }
    });
    request.once('error', reject);
    request.end();
  });
}
