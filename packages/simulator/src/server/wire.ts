import type { SimulatedAnswer } from './protocol';

/** A response as it is transmitted. */
export interface WireAnswer {
  status: number;
  reason?: string;
  headers: Record<string, string>;
  text: string;
  stream?: SimulatedAnswer['stream'];
}

/** Serializes a body; an object becomes JSON. */
export function toWire(answer: SimulatedAnswer): WireAnswer {
  const { status, reason, body, headers = {}, stream } = answer;
  if (body === undefined) return { status, reason, headers, text: '', stream };
  if (typeof body === 'string') {
    return { status, reason, headers, text: body };
  }
  return {
    status,
    reason,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    text: JSON.stringify(body),
  };
}
