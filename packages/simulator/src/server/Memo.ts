/** Results that hold as long as a cluster does not change. */
export class Memo {
  readonly #results = new Map<string, unknown>();

  get<T>(key: string, make: () => T): T {
    if (!this.#results.has(key)) this.#results.set(key, make());
    return this.#results.get(key) as T;
  }

  clear(): void {
    this.#results.clear();
  }
}
