import type { SimulatedAnswer } from '../server/types';

const REQUEST_ID = 'req-00000000-0000-4000-8000-000000000000';

const json = (status: number, body: unknown): SimulatedAnswer => ({
  status,
  body,
});

/** 401, the same of Keystone itself and of its middleware before the services. */
export function unauthorized(origin: string): SimulatedAnswer {
  return {
    ...json(401, {
      error: {
        code: 401,
        title: 'Unauthorized',
        message: 'The request you have made requires authentication.',
      },
    }),
    headers: { 'www-authenticate': `Keystone uri="${origin}/v3"` },
  };
}

export function novaForbidden(rule: string): SimulatedAnswer {
  return json(403, {
    forbidden: {
      code: 403,
      message: `Policy doesn't allow os_compute_api:${rule} to be performed.`,
    },
  });
}

export function placementForbidden(rule: string): SimulatedAnswer {
  return json(403, {
    errors: [
      {
        status: 403,
        title: 'Forbidden',
        detail: `Access was denied to this resource.\n\n Policy does not allow placement:${rule} to be performed.  `,
        code: 'placement.undefined_code',
        request_id: REQUEST_ID,
      },
    ],
  });
}

export function keystoneForbidden(rule: string): SimulatedAnswer {
  return json(403, {
    error: {
      code: 403,
      message: `You are not authorized to perform the requested action: ${rule}.`,
      title: 'Forbidden',
    },
  });
}

export function notFound(message: string): SimulatedAnswer {
  return json(404, { itemNotFound: { code: 404, message } });
}

export function notAcceptable(version: string): SimulatedAnswer {
  return json(406, {
    computeFault: {
      code: 406,
      message: `Version ${version} is not supported by the API. Minimum is 2.1 and maximum is 2.93.`,
    },
  });
}
