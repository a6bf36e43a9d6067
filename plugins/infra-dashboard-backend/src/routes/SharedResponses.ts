import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { nextTurn } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
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
  readonly #entries = new Map<
    string,
    { body: Promise<SharedBody>; bytes: number; until: number }
  >();
  #bytes = 0;

  /** @param tag - differs where the response does */
  async get(tag: string, make: () => unknown): Promise<SharedBody> {
    const now = performance.now();
    const known = this.#entries.get(tag);
    if (known && known.until > now) return known.body;
    this.#forget(tag);
    const body = Promise.resolve(make()).then(SharedBody.of);
    const entry = { body, bytes: 0, until: now + TTL_MS };
    this.#entries.set(tag, entry);
    try {
      const { bytes } = await body;
      if (this.#entries.get(tag) === entry) {
        entry.bytes = bytes;
        this.#bytes += bytes;
        this.#limit(now);
      }
    } catch (error) {
      if (this.#entries.get(tag) === entry) this.#forget(tag);
      throw error;
    }
    return body;
  }

  /** Forgets what is too old, and the oldest ones where all take too much. */
  #limit(now: number): void {
    for (const [tag, { until }] of this.#entries) {
      if (until > now && this.#bytes <= MAX_BYTES) return;
      this.#forget(tag);
    }
  }

  #forget(tag: string): void {
    this.#bytes -= this.#entries.get(tag)?.bytes ?? 0;
    this.#entries.delete(tag);
  }
}
