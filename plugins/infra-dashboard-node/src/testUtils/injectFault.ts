import type { IncomingMessage, ServerResponse } from 'node:http';

/** A fault of every response. @public */
export type ProxyFault =
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  | { kind: 'body'; body: string; contentType?: string }
  | { kind: 'truncated' }
  | { kind: 'hang' }
  | { kind: 'reset' }
  /** A body without an end, as fast as it is read. */
  | { kind: 'endless' }
  /** A body without an end that never pauses for long. */
  | { kind: 'drip' }
  /** An error that repeats the request, with its credentials. */
  | { kind: 'echo' }
  /** The JSON of the server, changed. */
  | { kind: 'rewrite'; rewrite: (value: unknown) => unknown };

const DRIP_MS = 20;
const CHUNK = Buffer.alloc(1024 * 1024, ' ');

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"data": [');
}

function writeEndlessly(response: ServerResponse): void {
  while (!response.destroyed && response.write(CHUNK));
  response.once('drain', () => writeEndlessly(response));
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), DRIP_MS);
  response.once('close', () => clearInterval(timer));
}

async function echo(incoming: IncomingMessage, response: ServerResponse) {
  let body = '';
  for await (const part of incoming.setEncoding('utf8')) body += part;
  const { headers, method, url } = incoming;
  const message = JSON.stringify({ method, url, headers, body });
  response.writeHead(400, message, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message, error: { message } }));
}

/** Responds with a fault instead of what the server would send. */
export function injectFault(
  fault: Exclude<ProxyFault, { kind: 'rewrite' }>,
  incoming: IncomingMessage,
  response: ServerResponse,
): void {
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, {
        'content-type': 'text/plain',
        ...fault.headers,
      });
      response.end('fault of the test');
      break;
    case 'body':
      response.writeHead(200, {
        'content-type': fault.contentType ?? 'application/json',
      });
      response.end(fault.body);
      break;
    case 'truncated':
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"data": [');
      setTimeout(() => response.destroy(), 10);
      break;
    case 'reset':
      response.destroy();
      break;
    case 'endless':
      begin(response);
      writeEndlessly(response);
      break;
    case 'drip':
      begin(response);
      drip(response);
      break;
    case 'echo':
      // A request that is aborted meanwhile gets no response.
      echo(incoming, response).catch(() => response.destroy());
      break;
    default: // hangs until the client gives up
  }
}
