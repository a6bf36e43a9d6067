import { once } from 'node:events';
import type { Response } from 'express';
import {
  nextTurn,
  yieldIfDue,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { toJsonParts } from './toJsonParts';

/** A client that takes nothing for so long is disconnected: what waits for it takes memory. */
export const IDLE_MS = 30_000;

/** Characters that are made before the event loop and the client get their turn. */
const SLICE = 64 * 1024;

/** A response that is no longer is sent in one piece, so that clients can cache it. */
const SHORT = 512 * 1024;

/**
 * Sends JSON. A long list is made and sent in slices, so that neither the event loop nor the
 * memory of this process holds all of it.
 */
export async function sendJson(
  response: Response,
  value: unknown,
  options: { idleMs?: number } = {},
): Promise<void> {
  const parts = toJsonParts(value);
  if (parts) {
    response.type('json');
    await sendParts(response, parts, options);
  } else {
    disconnectIdle(response, options);
    response.json(value);
  }
}

/**
 * Sends a CSV file in slices, as it is made. What fails before the first part has a status of its
 * own; what fails later ends the connection, so that no client takes a part for the whole.
 */
export async function sendCsv(
  response: Response,
  name: string,
  parts: AsyncIterable<string>,
): Promise<void> {
  const rest = parts[Symbol.asyncIterator]();
  const first = await rest.next();
  response.attachment(`${name}.csv`);
  response.set('Cache-Control', 'private, no-store');
  async function* all() {
    if (!first.done) yield first.value;
    yield* { [Symbol.asyncIterator]: () => rest };
  }
  await sendParts(response, all());
}

function disconnectIdle(
  response: Response,
  { idleMs = IDLE_MS }: { idleMs?: number },
): void {
  response.setTimeout(idleMs, () => response.destroy());
}

/** Sends text as it is made, as fast as the client takes it. */
async function sendParts(
  response: Response,
  parts: Iterable<string> | AsyncIterable<string>,
  options: { idleMs?: number } = {},
): Promise<void> {
  disconnectIdle(response, options);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  let slice = '';
  for await (const part of parts) {
    slice += part;
    if (slice.length < (response.headersSent ? SLICE : SHORT)) {
      await yieldIfDue();
      continue;
    }
    const hasRoom = response.write(slice);
    slice = '';
    if (!hasRoom && !gone.signal.aborted) {
      await once(response, 'drain', { signal: gone.signal }).catch(() => {});
    }
    if (gone.signal.aborted) return;
    await nextTurn();
  }
  if (response.headersSent) response.end(slice);
  else response.send(slice);
}
