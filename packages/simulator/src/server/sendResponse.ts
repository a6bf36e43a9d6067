import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyFault } from './applyFault';
import type { Fault } from './FaultList';
import type { StreamControl } from './StreamControl';
import type { WireResponse } from './wire';

const SLOW_PART = 16;
const HUGE_PARTS = 512;
const MIB = 'x'.repeat(1024 * 1024);

function* hugeParts(): Generator<string> {
  yield '{"data":"';
  for (let part = 0; part < HUGE_PARTS; part += 1) yield MIB;
  yield '"}';
}

async function sendHuge(response: ServerResponse): Promise<void> {
  // Clients may hang up on such a large response.
  await pipeline(hugeParts(), response).catch(() => undefined);
}

async function sendSlowly(
  response: ServerResponse,
  text: string,
  ms: number,
): Promise<void> {
  for (let at = 0; at < text.length && !response.destroyed; at += SLOW_PART) {
    response.write(text.slice(at, at + SLOW_PART));
    await sleep(ms);
  }
  response.end();
}

function sendStream(
  response: ServerResponse,
  wire: WireResponse,
  streams: StreamControl,
): void {
  response.flushHeaders();
  const { stream, close } = streams.attach({
    write: text => void (response.destroyed || response.write(text)),
    end: () => response.end(),
    reset: () => response.destroy(),
  });
  const stop = wire.stream?.(stream);
  response.once('close', () => {
    close();
    stop?.();
  });
}

/** Sends a response, modified by a fault if there is one. */
export async function sendResponse(
  response: ServerResponse,
  wire: WireResponse,
  options: {
    fault?: Fault;
    origin: string;
    path: string;
    streams: StreamControl;
  },
): Promise<void> {
  const { fault, streams } = options;
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (fault?.kind === 'latency') await sleep(fault.ms ?? 1_000);
  if (response.destroyed) return;
  const sent = fault ? applyFault(wire, fault, options) : wire;
  const { status, reason, headers, text } = sent;
  const half = text.slice(0, Math.floor(text.length / 2)) || ' ';
  const isWhole =
    status !== 204 && !sent.stream && (!fault || fault.kind === 'latency');
  response.writeHead(status, reason, {
    ...headers,
    ...(isWhole && { 'content-length': Buffer.byteLength(text) }),
  });
  switch (fault?.kind) {
    case 'hang-after-headers':
      response.write(half);
      return;
    case 'reset-mid-body':
      response.write(half);
      await sleep(20);
      response.socket?.resetAndDestroy();
      return;
    case 'slow-body':
      await sendSlowly(response, text, fault.ms ?? 100);
      return;
    case 'huge':
      await sendHuge(response);
      return;
    default:
      if (sent.stream) sendStream(response, sent, streams);
      else response.end(text);
  }
}
