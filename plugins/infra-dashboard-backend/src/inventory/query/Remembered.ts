interface Entry<T> {
  /** What it was made of. */
  version: string | number;
  value: Promise<T>;
}

/**
 * Values that are made once for all who want the same, and again when what they are made of is
 * different. After a failure the value before it is remembered.
 */
export class Remembered<T> {
  readonly #entries = new Map<string | number, Entry<T>>();
  readonly #max: number;

  /** @param max - how many are remembered: all are forgotten before one more */
  constructor(max: number) {
    this.#max = max;
  }

  /** @param version - other than before when what it is made of has changed */
  get(
    key: string | number,
    version: string | number,
    make: () => Promise<T>,
  ): Promise<T> {
    const known = this.#entries.get(key);
    if (known?.version === version) return known.value;
    if (!known && this.#entries.size >= this.#max) this.#entries.clear();
    const entry = { version, value: make() };
    this.#entries.set(key, entry);
    entry.value.catch(() => {
      if (this.#entries.get(key) !== entry) return;
      if (known) this.#entries.set(key, known);
      else this.#entries.delete(key);
    });
    return entry.value;
  }

  /** Makes a value of this version again the next time. */
  forget(key: string | number, version: string | number): void {
    if (this.has(key, version)) this.#entries.delete(key);
  }

  /** Whether there is a value of a version. */
  has(key: string | number, version: string | number): boolean {
    return this.#entries.get(key)?.version === version;
  }

  /** The last value, of whatever it was made; undefined where there is none. */
  last(key: string | number): Promise<T> | undefined {
    return this.#entries.get(key)?.value;
  }
}
