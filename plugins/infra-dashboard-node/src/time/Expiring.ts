import { systemClock, type Clock } from './Clock';

/** @public */
export interface ExpiringOptions {
  /** How long a value is used, in milliseconds. */
  ttlMs: number;
  /** How long a failure is used, in milliseconds. Default: 0, the next call loads again. */
  failureTtlMs?: number;
  clock?: Clock;
}

interface Entry<T> {
  value: Promise<T>;
  /** Monotonic milliseconds; absent while it loads. */
  expiresAt?: number;
}

/**
 * Values by key that are loaded when they are needed and used for a while. Calls at the same
 * time share one load.
 *
 * @public
 */
export class ExpiringMap<K, T> {
  readonly #options: ExpiringOptions;
  readonly #clock: Clock;
  readonly #entries = new Map<K, Entry<T>>();

  constructor(options: ExpiringOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** The value of a key; rejects as the load does. */
  get(key: K, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known && !this.#isExpired(known)) return known.value;
    const entry: Entry<T> = { value: load() };
    this.#entries.set(key, entry);
    const { failureTtlMs = 0, ttlMs } = this.#options;
    entry.value.then(
      () => this.#settle(key, entry, ttlMs),
      () => this.#settle(key, entry, failureTtlMs),
    );
    return entry.value;
  }

  /** Stores a value that was learnt elsewhere. */
  set(key: K, value: T): void {
    const entry: Entry<T> = { value: Promise.resolve(value) };
    this.#entries.set(key, entry);
    this.#settle(key, entry, this.#options.ttlMs);
  }

  /** Whether a value is stored or being loaded. */
  has(key: K): boolean {
    const known = this.#entries.get(key);
    return known !== undefined && !this.#isExpired(known);
  }

  delete(key: K): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Deletes expired keys and keys that do not pass the test. */
  retain(test: (key: K) => boolean): void {
    for (const [key, entry] of this.#entries) {
      if (this.#isExpired(entry) || !test(key)) this.#entries.delete(key);
    }
  }

  #isExpired({ expiresAt }: Entry<T>): boolean {
    return expiresAt !== undefined && this.#clock.monotonic() >= expiresAt;
  }

  #settle(key: K, entry: Entry<T>, ttlMs: number): void {
    entry.expiresAt = this.#clock.monotonic() + ttlMs;
    if (ttlMs <= 0 && this.#entries.get(key) === entry) {
      this.#entries.delete(key);
    }
  }
}

/**
 * One value that is loaded when it is needed and used for a while.
 *
 * @public
 */
export class Expiring<T> {
  readonly #map: ExpiringMap<'value', T>;

  constructor(options: ExpiringOptions) {
    this.#map = new ExpiringMap(options);
  }

  get(load: () => Promise<T>): Promise<T> {
    return this.#map.get('value', load);
  }

  set(value: T): void {
    this.#map.set('value', value);
  }

  has(): boolean {
    return this.#map.has('value');
  }

  clear(): void {
    this.#map.clear();
  }
}
