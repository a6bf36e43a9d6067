import type { Fault } from './FaultList';
import type { WireAnswer } from './wire';

/** Every value turned into one of another type, as a confused proxy might. */
function twist(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(twist);
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, twist(one)]),
    );
  }
  return typeof value === 'number' ? { odd: value } : 4711;
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
export function bendAnswer(
  answer: WireAnswer,
  fault: Fault,
  request: { origin: string; path: string },
): WireAnswer {
  const { origin, path } = request;
  const isJson = answer.text.startsWith('{') || answer.text.startsWith('[');
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
      return { ...answer, text: '{"unexpected":{"shape":true}}' };
    case 'wrong-types':
      return isJson
        ? { ...answer, text: JSON.stringify(twist(JSON.parse(answer.text))) }
        : answer;
    case 'too-many':
      return isJson
        ? {
            ...answer,
            text: JSON.stringify(
              withManyRows(JSON.parse(answer.text), fault.rows ?? 150_000),
            ),
          }
        : answer;
    case 'truncated-json':
      return { ...answer, text: answer.text.slice(0, answer.text.length / 2) };
    case 'endless-paging':
      return isJson
        ? { ...answer, text: withNextPage(answer.text, `${origin}${path}`) }
        : answer;
    default:
      return answer;
  }
}
