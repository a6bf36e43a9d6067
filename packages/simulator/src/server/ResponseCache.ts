import type { WireResponse } from './wire';

const MAX_CHARACTERS = 64 * 1024 * 1024;

/** Caches the responses of a frozen fleet until it changes. */
export class ResponseCache {
  readonly #responses = new Map<string, WireResponse>();
  #characters = 0;

  get(key: string): WireResponse | undefined {
    return this.#responses.get(key);
  }

  set(key: string, response: WireResponse): void {
    if (this.#characters > MAX_CHARACTERS) this.clear();
    this.#responses.set(key, response);
    this.#characters += response.text.length;
  }

  clear(): void {
    this.#responses.clear();
    this.#characters = 0;
  }
}
