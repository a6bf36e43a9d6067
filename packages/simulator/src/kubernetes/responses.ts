import type { SimulatedResponse } from '../server/protocol';

const HEADERS = {
  'cache-control': 'no-cache, private',
  'content-type': 'application/json',
};

export function json(
  body: object,
  status = 200,
  headers: Record<string, string> = {},
): SimulatedResponse {
  return { status, headers: { ...HEADERS, ...headers }, body };
}

/** Not all errors are JSON: 404 of an absent group and 503 of an aggregated API are text. */
export function text(status: number, body: string): SimulatedResponse {
  return {
    status,
    headers: {
      'cache-control': 'no-cache, private',
      'content-type': 'text/plain; charset=utf-8',
      ...(status !== 200 && { 'x-content-type-options': 'nosniff' }),
    },
    body,
  };
}

/** An object of kind Status, which is what errors are. */
export function statusObject(
  code: number,
  reason: string,
  message: string,
  more: { details?: object; metadata?: object } = {},
) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: more.metadata ?? {},
    status: 'Failure',
    message,
    reason,
    ...(more.details && { details: more.details }),
    code,
  };
}

export function failure(
  code: number,
  reason: string,
  message: string,
  more: {
    details?: object;
    metadata?: object;
    headers?: Record<string, string>;
  } = {},
): SimulatedResponse {
  return json(statusObject(code, reason, message, more), code, more.headers);
}

export function badRequest(message: string): SimulatedResponse {
  return failure(400, 'BadRequest', message);
}

export function notFound(route: {
  resource: string;
  name?: string;
}): SimulatedResponse {
  const { resource, name } = route;
  return name === undefined
    ? failure(
        404,
        'NotFound',
        'the server could not find the requested resource',
        { details: {} },
      )
    : failure(404, 'NotFound', `${resource} "${name}" not found`, {
        details: { name, kind: resource },
      });
}

export const NO_SUCH_PATH = text(404, '404 page not found\n');

export const UNAUTHORIZED = failure(401, 'Unauthorized', 'Unauthorized');
