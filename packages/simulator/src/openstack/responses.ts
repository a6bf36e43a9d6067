import { randomUUID } from 'node:crypto';
import type { SimulatedResponse } from '../server/protocol';

export const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): SimulatedResponse => ({
  status,
  headers: {
    'content-type': 'application/json',
    'x-openstack-request-id': `req-${randomUUID()}`,
    ...headers,
  },
  body,
});

/** 401, the same of Keystone itself and of its middleware before the services. */
export function unauthorized(origin: string): SimulatedResponse {
  return json(
    401,
    {
      error: {
        code: 401,
        title: 'Unauthorized',
        message: 'The request you have made requires authentication.',
      },
    },
    { 'www-authenticate': `Keystone uri="${origin}/v3"` },
  );
}

const NOVA_ERRORS: Record<number, string> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'itemNotFound',
};

/** An error of Nova, whose kind is the key of its body. */
export function novaFailure(code: number, message: string): SimulatedResponse {
  const key = NOVA_ERRORS[code] ?? 'computeFault';
  return json(
    code,
    { [key]: { code, message } },
    { 'content-type': 'application/json; charset=UTF-8' },
  );
}

export function novaForbidden(rule: string): SimulatedResponse {
  return novaFailure(
    403,
    `Policy doesn't allow os_compute_api:${rule} to be performed.`,
  );
}

export function placementFailure(
  status: number,
  title: string,
  detail: string,
  more: object = {},
): SimulatedResponse {
  const response = json(status, undefined);
  return {
    ...response,
    body: {
      errors: [
        {
          status,
          title,
          detail,
          ...more,
          request_id: response.headers?.['x-openstack-request-id'],
        },
      ],
    },
  };
}

export function keystoneFailure(
  code: number,
  title: string,
  message: string,
): SimulatedResponse {
  return json(code, { error: { code, message, title } });
}
