import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import {
  ExpiringMap,
  nextTurn,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { IDLE_MS } from './sendJson';
import { toJsonParts } from './toJsonParts';

/** A response that changes by itself is made again after this time. */
const TTL_MS = 10_000;

/** Memory that all responses may take. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Shorter ones are not worth compressing. */
const MIN_COMPRESSED = 1024;

/** Characters that are made before the event loop gets its turn. */
const SLICE = 64 * 1024;

const compress = promisify(gzip);

/** A response as it is sent. */
export class SharedBody {
  readonly #json: Buffer;
  readonly #compressed: Buffer | undefined;

  private constructor(json: Buffer, compressed: Buffer | undefined) {
    this.#json = json;
    this.#compressed = compressed;
  }

  static async of(value: unknown): Promise<SharedBody> {
    const slices: Buffer[] = [];
    let slice = '';
    for (const part of toJsonParts(value) ?? [JSON.stringify(value)]) {
      slice += part;
      if (slice.length < SLICE) continue;
      slices.push(Buffer.from(slice));
      slice = '';
      await nextTurn();
    }
    const json = Buffer.concat([...slices, Buffer.from(slice)]);
    const isLong = json.length >= MIN_COMPRESSED;
    return new SharedBody(json, isLong ? await compress(json) : undefined);
  }

  get bytes(): number {
    return this.#json.length + (this.#compressed?.length ?? 0);
  }

  send(request: Request, response: Response): void {
    response.setTimeout(IDLE_MS, () => response.destroy());
    response.type('json').vary('Accept-Encoding');
    if (this.#compressed && request.acceptsEncodings('gzip') === 'gzip') {
      response.set('Content-Encoding', 'gzip').end(this.#compressed);
    } else {
      response.end(this.#json);
    }
  }
}

/**
 * Responses to the same request of callers who may see the same. Each is made, serialized and
 * compressed once until its data changes, however many readers there are.
 */
export class SharedResponses {
  readonly #bodies: ExpiringMap<string, SharedBody>;
  /** Bytes by tag, in the order in which they were made. */
  readonly #sizes = new Map<string, number>();
  #bytes = 0;

  constructor(clock?: Clock) {
    this.#bodies = new ExpiringMap({ ttlMs: TTL_MS, clock });
  }

  /** @param tag - differs where the response does */
  get(tag: string, make: () => unknown): Promise<SharedBody> {
    return this.#bodies.get(tag, async () => {
      const body = await SharedBody.of(await make());
      this.#note(tag, body.bytes);
      return body;
    });
  }

  /** Forgets what is too old, and the oldest ones where all take too much. */
  #note(added: string, bytes: number): void {
    this.#subtract(added);
    this.#sizes.set(added, bytes);
    this.#bytes += bytes;
    for (const tag of this.#sizes.keys()) {
      if (this.#bodies.has(tag) && this.#bytes <= MAX_BYTES) return;
      this.#bodies.delete(tag);
      this.#subtract(tag);
    }
  }

  #subtract(tag: string): void {
    this.#bytes -= this.#sizes.get(tag) ?? 0;
    this.#sizes.delete(tag);
  }
}
