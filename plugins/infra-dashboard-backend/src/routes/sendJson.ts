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
  response.setTimeout(options.idleMs ?? IDLE_MS, () => response.destroy());
  const parts = toJsonParts(value);
  if (!parts) {
    response.json(value);
    return;
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.type('json');
  let slice = '';
  for (const part of parts) {
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
