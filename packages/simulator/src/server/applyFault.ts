import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './FaultList';
import type { SimulatedAnswer } from './types';

/** An answer as it goes over the wire. */
export interface WireAnswer {
  status: number;
  reason?: string;
  headers: Record<string, string>;
  text: string;
}

export function toWire(answer: SimulatedAnswer): WireAnswer {
  const { status, reason, body, headers = {} } = answer;
  const isText = typeof body === 'string';
  return {
    status,
    reason,
    headers: {
      ...(body !== undefined &&
        !isText && { 'content-type': 'application/json;charset=UTF-8' }),
      ...headers,
    },
    text: isText ? body : body === undefined ? '' : JSON.stringify(body),
  };
}

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

/** A list that never ends: each page names a next one. */
function withNextPage(text: string, origin: string, path: string): string {
  const body = JSON.parse(text);
  if (body.metadata) body.metadata.continue = `again-${Math.random()}`;
  for (const key of ['servers', 'hypervisors', 'flavors']) {
    if (!body[key]) continue;
    body[`${key}_links`] = [
      { rel: 'next', href: `${origin}${path}?marker=${Math.random()}` },
    ];
  }
  return JSON.stringify(body);
}

function bend(
  answer: WireAnswer,
  fault: Fault,
  request: { origin: string; path: string },
): WireAnswer {
  const json = answer.headers['content-type']?.includes('json');
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
    case 'expired-token':
      return { status: 401, headers: {}, text: '' };
    case 'redirect':
      return {
        status: 302,
        headers: { location: `${request.origin}/login` },
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
      return json
        ? { ...answer, text: JSON.stringify(twist(JSON.parse(answer.text))) }
        : answer;
    case 'truncated-json':
      return { ...answer, text: answer.text.slice(0, answer.text.length / 2) };
    case 'endless-paging':
      return json
        ? {
            ...answer,
            text: withNextPage(answer.text, request.origin, request.path),
          }
        : answer;
    default:
      return answer;
  }
}

const MIB = 'x'.repeat(1024 * 1024);

/** Sends an answer, bent by a fault if there is one. */
export async function sendAnswer(
  response: ServerResponse,
  answer: WireAnswer,
  options: { fault?: Fault; origin: string; path: string },
): Promise<void> {
  const { fault } = options;
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'reset') {
    response.socket?.destroy();
    return;
  }
  if (fault?.kind === 'latency') await sleep(fault.ms ?? 1_000);
  const bent = fault ? bend(answer, fault, options) : answer;
  const { status, reason, headers, text } = bent;
  const half = Math.floor(text.length / 2);
  response.writeHead(status, reason, headers);
  switch (fault?.kind) {
    case 'hang-after-headers':
      response.write(text.slice(0, half) || ' ');
      return;
    case 'reset-mid-body':
      response.write(text.slice(0, half) || ' ');
      await sleep(20);
      response.socket?.destroy();
      return;
    case 'slow-body':
      for (let at = 0; at < text.length && !response.destroyed; at += 16) {
        response.write(text.slice(at, at + 16));
        await sleep(fault.ms ?? 100);
      }
      response.end();
      return;
    case 'huge':
      for (let part = 0; part < 512 && !response.destroyed; part += 1) {
        if (!response.write(MIB)) {
          await new Promise<void>(resolve => {
            response.once('drain', resolve);
            response.once('close', resolve);
          });
        }
      }
      response.end();
      return;
    default:
      response.end(text);
  }
}
