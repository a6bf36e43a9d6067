import type { SimulatedResponse } from '../server/protocol';

const HEADERS = {
  'cache-control': 'max-age=0',
  pragma: 'no-cache',
  server: 'pve-api-daemon/3.0',
};

/** Every refusal closes the connection. */
const CLOSING = { ...HEADERS, connection: 'close' };

export function ok(data: unknown, more: object = {}): SimulatedResponse {
  return { status: 200, headers: HEADERS, body: { data, ...more } };
}

/** An error without a body: 401 of the front proxy, 59x of another node. */
export function bare(status: number, reason: string): SimulatedResponse {
  return { status, reason, headers: CLOSING };
}

/** The reason is in the status line and, since PVE 8.4, in the body. */
export function failure(
  status: number,
  message: string,
  errors?: Record<string, string>,
): SimulatedResponse {
  return {
    status,
    reason: message,
    headers: CLOSING,
    body: { data: null, message: `${message}\n`, ...(errors && { errors }) },
  };
}

/** The only message that does not end in a newline. */
export function notImplemented(message: string): SimulatedResponse {
  return { ...failure(501, message), body: { data: null, message } };
}

export function forbidden(path: string, privilege: string): SimulatedResponse {
  return failure(403, `Permission check failed (${path}, ${privilege})`);
}

export function badParameter(name: string, reason: string): SimulatedResponse {
  return failure(400, 'Parameter verification failed.', { [name]: reason });
}
