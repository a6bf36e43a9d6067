/** A difference up to this may be the time that a request takes. */
const MAX_SKEW_MS = 5_000;

/** `Date` of a response is in whole seconds. */
const RESOLUTION_MS = 1_000;

/**
 * The clock of a server, as the `Date` of its responses shows it. Use it for the age of what the
 * server has stamped: with the clock of this machine, a new object may seem to be hours old.
 *
 * @public
 */
export class ServerClock {
  #skewMs = 0;

  /** Milliseconds since the epoch on the clock of the server. */
  now(): number {
    return Date.now() + this.#skewMs;
  }

  /**
   * By how many milliseconds the server is ahead of this machine, negative where it is behind;
   * 0 up to five seconds.
   */
  get skewMs(): number {
    return this.#skewMs;
  }

  /**
   * Learns from a response.
   *
   * @param sentAt - milliseconds since the epoch, when the request was sent
   */
  note({ headers, ok }: Pick<Response, 'headers' | 'ok'>, sentAt: number) {
    // A cache repeats the date of the stored response; an error may be from a proxy.
    if (!ok || headers.has('age')) return;
    const date = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(date)) return;
    const receivedAt = Date.now();
    // The response was made at some time between both.
    const least = date - receivedAt;
    const most = date + RESOLUTION_MS - sentAt;
    if (most < least) return;
    if (least <= MAX_SKEW_MS && most >= -MAX_SKEW_MS) this.#skewMs = 0;
    else if (this.#skewMs < least || this.#skewMs > most) {
      this.#skewMs = Math.round((least + most) / 2);
    }
  }
}
