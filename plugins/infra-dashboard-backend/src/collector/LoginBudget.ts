const ATTEMPTS = 3;
const WINDOW_MS = 10 * 60_000;

/** Credentials that rotate leave an unused record behind each time. */
const KEPT_MS = 60 * 60_000;

/** One set of credentials at one address. All times are monotonic. */
interface Login {
  /** The latest refused attempts. */
  refusedAt: number[];
  /** Whether they were accepted the last time. */
  isProven: boolean;
  /** The attempt that is under way, as long as its end is not known. */
  trial?: LoginTrial;
  usedAt: number;
}

/** An attempt with some credentials, at one or several addresses. */
export interface LoginTrial {
  readonly keys: readonly string[];
}

function pauseOf(refusedAt: number[]): number {
  const first = refusedAt.at(-ATTEMPTS);
  return first === undefined
    ? 0
    : Math.max(first + WINDOW_MS - performance.now(), 0);
}

/**
 * How often refused credentials may be tried again, whoever asks: three times in ten
 * minutes. More can lock an account.
 *
 * The budget belongs to the credentials, not to a connection: tests, switches and reloads
 * of the configuration do not renew it. Credentials are named by keys, one for each address
 * where they are used; refusals at all addresses count together until one of the addresses
 * accepts them, after which each address counts for itself.
 */
export class LoginBudget {
  readonly #logins = new Map<string, Login>();
  #waiting: Array<() => void> = [];

  /** Milliseconds until the next attempt at one of the addresses; 0 where it may begin now. */
  waitMs(keys: readonly string[]): number {
    return Math.min(...keys.map(key => this.waitAtMs(key, keys)));
  }

  /** The same for one of the addresses. */
  waitAtMs(key: string, keys: readonly string[]): number {
    const own = pauseOf(this.#refusals([key]));
    if (this.#isProven(keys)) return own;
    return Math.max(own, pauseOf(this.#refusals(keys)));
  }

  /**
   * Waits for its turn: credentials that may be wrong are tried by one at a time.
   *
   * @returns undefined where they have to pause, or the signal ended the waiting
   */
  async begin(
    keys: readonly string[],
    options: { signal: AbortSignal },
  ): Promise<LoginTrial | undefined> {
    const { signal } = options;
    const trial = { keys };
    this.#forgetOld();
    for (;;) {
      if (signal.aborted || this.waitMs(keys) > 0) return undefined;
      if (this.#isProven(keys)) return trial;
      if (!keys.some(key => this.#logins.get(key)?.trial)) break;
      await this.#nextChange(signal);
    }
    for (const key of keys) this.#of(key).trial = trial;
    return trial;
  }

  /** One address accepts the credentials. */
  accepted(key: string, keys: readonly string[]): void {
    Object.assign(this.#of(key), { refusedAt: [], isProven: true });
    this.#release(keys);
  }

  refused(key: string): void {
    const login = this.#of(key);
    login.refusedAt = [...login.refusedAt, performance.now()].slice(-ATTEMPTS);
    login.isProven = false;
    this.#release([key]);
  }

  /**
   * An attempt is over.
   *
   * @param options - `isCut`: it was broken off, so that what went out may have been refused
   */
  end(trial: LoginTrial, options: { isCut: boolean }): void {
    const open = trial.keys.filter(
      key => this.#logins.get(key)?.trial === trial,
    );
    if (open.length > 0 && options.isCut) this.refused(open[0]);
    this.#release(open);
  }

  #isProven(keys: readonly string[]): boolean {
    return keys.some(key => this.#logins.get(key)?.isProven);
  }

  #refusals(keys: readonly string[]): number[] {
    return keys
      .flatMap(key => this.#logins.get(key)?.refusedAt ?? [])
      .sort((a, b) => a - b);
  }

  #of(key: string): Login {
    let login = this.#logins.get(key);
    if (!login) {
      login = { refusedAt: [], isProven: false, usedAt: 0 };
      this.#logins.set(key, login);
    }
    login.usedAt = performance.now();
    return login;
  }

  #release(keys: readonly string[]): void {
    for (const key of keys) {
      const login = this.#logins.get(key);
      if (login) login.trial = undefined;
    }
    this.#waiting.splice(0).forEach(go => go());
  }

  async #nextChange(signal: AbortSignal): Promise<void> {
    let onAbort = () => {};
    await new Promise<void>(resolve => {
      onAbort = resolve;
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(resolve);
    });
    signal.removeEventListener('abort', onAbort);
  }

  #forgetOld(): void {
    const oldest = performance.now() - KEPT_MS;
    for (const [key, { trial, usedAt }] of this.#logins) {
      if (!trial && usedAt < oldest) this.#logins.delete(key);
    }
  }
}
