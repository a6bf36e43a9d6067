import type { WireAnswer } from './wire';

const MOST_CHARACTERS = 64 * 1024 * 1024;

/** Caches the responses of a frozen fleet until it changes. */
export class AnswerCache {
  readonly #answers = new Map<string, WireAnswer>();
  #characters = 0;

  get(key: string): WireAnswer | undefined {
    return this.#answers.get(key);
  }

  set(key: string, answer: WireAnswer): void {
    if (this.#characters > MOST_CHARACTERS) this.clear();
    this.#answers.set(key, answer);
    this.#characters += answer.text.length;
  }

  clear(): void {
    this.#answers.clear();
    this.#characters = 0;
  }
}
