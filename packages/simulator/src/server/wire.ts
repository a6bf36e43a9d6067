import type { SimulatedResponse } from './protocol';

/** A response as it is transmitted. */
export interface WireResponse {
  status: number;
  reason?: string;
  headers: Record<string, string>;
  text: string;
  stream?: SimulatedResponse['stream'];
}

/** Serializes a body; an object becomes JSON. */
export function toWire(response: SimulatedResponse): WireResponse {
  const { status, reason, body, headers = {}, stream } = response;
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
