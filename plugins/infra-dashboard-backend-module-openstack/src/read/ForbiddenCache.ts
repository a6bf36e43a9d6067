import { toPart, type Part } from '../parts';

/** A role that is granted meanwhile shows after this long. */
const KEPT_MS = 5 * 60_000;

interface Denial {
  part: Part<never>;
  expiresAt: number;
}

/**
 * Remembers what was denied, so that a refresh every few seconds does not fill the logs of
 * the cloud with the same refusals.
 */
export class Denials {
  readonly #denials = new Map<string, Denial>();
  readonly #now: () => number;

  constructor(now: () => number = () => Date.now()) {
    this.#now = now;
  }

  async ask<T>(key: string, question: () => Promise<T>): Promise<Part<T>> {
    const known = this.#denials.get(key);
    if (known && this.#now() < known.expiresAt) return known.part;
    const part = await toPart(question());
    if (part.state === 'denied') {
      this.#denials.set(key, {
        part: part as Part<never>,
        expiresAt: this.#now() + KEPT_MS,
      });
    } else {
      this.#denials.delete(key);
    }
    return part;
  }
}
