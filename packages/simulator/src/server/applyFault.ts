import type { Fault } from './FaultList';
import type { WireResponse } from './wire';

/** Every value turned into one of another type, as a confused proxy might. */
function changeTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(changeTypes);
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, changeTypes(one)]),
    );
  }
  return typeof value === 'number' ? { unexpected: value } : 4711;
}

const PAGED = ['servers', 'hypervisors', 'flavors'];

/** A list that never ends: each page names a next one. */
function withNextPage(text: string, url: string): string {
  const body = JSON.parse(text);
  const next = `again-${String(Math.random()).slice(2)}`;
  if (body.metadata && body.items) body.metadata.continue = next;
  for (const key of PAGED) {
    if (!body[key]) continue;
    body[`${key}_links`] = [{ rel: 'next', href: `${url}?marker=${next}` }];
  }
  return JSON.stringify(body);
}

/** Every list of a body repeated until it is long, with names that differ. */
function withManyRows(body: unknown, rows: number): unknown {
  if (!body || typeof body !== 'object') return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      Array.isArray(value) && value.length > 0
        ? Array.from({ length: rows }, (_, index) => ({
            ...value[index % value.length],
            ...(index >= value.length && { id: `copy/${index}` }),
          }))
        : value,
    ]),
  );
}

/** Parameters of pages that cannot be, since a list without an end made them up. */
export const PAGE_PARAMETERS = ['continue', 'marker'];

/** The response of a fault; undefined for faults in the transmission. */
export function applyFault(
  response: WireResponse,
  fault: Fault,
  request: { origin: string; path: string },
): WireResponse {
  const { origin, path } = request;
  const isJson = response.text.startsWith('{') || response.text.startsWith('[');
  switch (fault.kind) {
    case 'status':
      return {
        status: fault.status ?? 500,
        headers: {
          'content-type': 'text/plain',
          ...(fault.retryAfter !== undefined && {
            'retry-after': String(fault.retryAfter),
          }),
        },
        text: fault.status === 401 ? '' : 'a simulated fault',
      };
    case 'redirect':
      return {
        status: 302,
        // To the login page of a proxy in between.
        headers: { location: 'https://login.example/login' },
        text: '',
      };
    case 'not-json':
      return {
        status: 200,
        headers: { 'content-type': 'text/html' },
        text: '<html><body>Please log in</body></html>',
      };
    case 'wrong-json':
      return { ...response, text: '{"unexpected":{"shape":true}}' };
    case 'wrong-types':
      return isJson
        ? {
            ...response,
            text: JSON.stringify(changeTypes(JSON.parse(response.text))),
          }
        : response;
    case 'too-many':
      return isJson
        ? {
            ...response,
            text: JSON.stringify(
              withManyRows(JSON.parse(response.text), fault.rows ?? 150_000),
            ),
          }
        : response;
    case 'truncated-json':
      return {
        ...response,
        text: response.text.slice(0, response.text.length / 2),
      };
    case 'endless-paging':
      return isJson
        ? { ...response, text: withNextPage(response.text, `${origin}${path}`) }
        : response;
    default:
      return response;
  }
}
