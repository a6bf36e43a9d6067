import { randomUUID } from 'node:crypto';
import type { StoredRefusals } from './StoredRefusals';

const ATTEMPTS = 3;
const WINDOW_MS = 10 * 60_000;

/** Credentials that rotate leave an unused record behind each time. */
const MAX_AGE_MS = 60 * 60_000;

/** An attempt that was refused. */
interface Refusal {
  id: string;
  at: number;
  /** Whether other replicas know it: then it ends when one of them is accepted. */
  isShared: boolean;
}

/** One set of credentials at one address. All times are monotonic. */
interface Login {
  /** The latest refused attempts. */
  refusals: Refusal[];
  /** Whether they were accepted the last time. */
  isProven: boolean;
  /** Attempts that are under way. */
  trials: Set<LoginTrial>;
  usedAt: number;
}

/** An attempt with some credentials, at one or several addresses. */
export interface LoginTrial {
  readonly keys: readonly string[];
  /** The connection that makes it. */
  readonly owner: object;
  /** Addresses that have neither accepted nor rejected the credentials yet. */
  readonly open: Set<string>;
}

/** Each address may refuse once, and no more of them are tried than may refuse. */
function weightOf(keys: readonly string[]): number {
  return Math.min(keys.length, ATTEMPTS);
}

function pauseOf(refusedAt: number[]): number {
  const first = refusedAt.at(-ATTEMPTS);
  return first === undefined
    ? 0
    : Math.max(first + WINDOW_MS - performance.now(), 0);
}

/**
 * Limits attempts with rejected credentials to three in ten minutes, including manual ones.
 * More can lock an account.
 *
 * The budget belongs to the credentials, not to a connection: tests, switches and reloads of
 * the configuration do not renew it. Credentials are named by keys, one for each address where
 * they are used; rejections at all addresses count together until one of the addresses accepts
 * them. Then each address counts separately. Replicas share rejections through the database.
 */
export class LoginBudget {
  readonly #logins = new Map<string, Login>();
  readonly #stored: StoredRefusals | undefined;
  #waiting: Array<() => void> = [];

  /** @param stored - what all replicas have in common */
  constructor(stored?: StoredRefusals) {
    this.#stored = stored;
  }

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
   * Waits for its turn: as long as the credentials may be wrong, no more attempts are under
   * way than may still be refused.
   *
   * @returns undefined where they have to pause, or the signal ended the waiting
   */
  async begin(
    keys: readonly string[],
    options: { owner: object; signal: AbortSignal },
  ): Promise<LoginTrial | undefined> {
    const { owner, signal } = options;
    this.#forgetOld();
    await this.#follow(keys);
    for (;;) {
      if (signal.aborted || this.waitMs(keys) > 0) return undefined;
      if (this.#hasRoom(keys, owner)) break;
      await this.#nextChange(signal);
    }
    const open = new Set(this.#isProven(keys) ? [] : keys);
    const trial = { keys, owner, open };
    for (const key of keys) this.#of(key).trials.add(trial);
    return trial;
  }

  /** An address accepts the credentials. */
  accepted(key: string): void {
    const login = this.#of(key);
    if (login.refusals.length > 0 || !login.isProven) {
      void this.#stored?.clear(key);
    }
    Object.assign(login, { refusals: [], isProven: true });
    login.trials.forEach(({ open }) => open.clear());
    this.#wake();
  }

  /** @param owner - the connection whose attempt was refused */
  refused(key: string, owner: object): void {
    const login = this.#of(key);
    const id = randomUUID();
    const refusal = { id, at: performance.now(), isShared: false };
    login.refusals = [...login.refusals, refusal].slice(-ATTEMPTS);
    void this.#stored?.add({ id, login: key }, WINDOW_MS).then(isStored => {
      refusal.isShared = isStored;
    });
    login.isProven = false;
    for (const trial of login.trials) {
      if (trial.owner === owner) trial.open.delete(key);
    }
  }

  /**
   * An attempt is over.
   *
   * @param options - `isCut`: it was broken off, so that what went out may have been refused
   */
  end(trial: LoginTrial, options: { isCut: boolean }): void {
    const [open] = trial.open;
    if (open && options.isCut) this.refused(open, trial.owner);
    for (const key of trial.keys) this.#logins.get(key)?.trials.delete(trial);
    this.#wake();
  }

  /** Takes over what other replicas know. */
  async #follow(keys: readonly string[]): Promise<void> {
    // Those that worked the last time count alone until they are refused.
    if (this.#isProven(keys)) return;
    // What is stored meanwhile may not be in the response.
    const shared = new Set(
      keys.flatMap(key =>
        this.#of(key).refusals.flatMap(one => (one.isShared ? [one.id] : [])),
      ),
    );
    const stored = await this.#stored?.load(keys, WINDOW_MS);
    if (!stored) return;
    const ids = new Set(stored.map(({ id }) => id));
    for (const key of keys) {
      const login = this.#of(key);
      const own = login.refusals.filter(
        ({ id }) => !shared.has(id) || ids.has(id),
      );
      const known = new Set(own.map(({ id }) => id));
      const others = stored
        .filter(one => one.login === key && !known.has(one.id))
        .map(({ id, ageMs }) => ({
          ...{ id, at: performance.now() - ageMs, isShared: true },
        }));
      if (others.length > 0) login.isProven = false;
      login.refusals = [...own, ...others]
        .sort((a, b) => a.at - b.at)
        .slice(-ATTEMPTS);
    }
  }

  #hasRoom(keys: readonly string[], owner: object): boolean {
    if (this.#isProven(keys)) return true;
    const trials = new Set(
      keys.flatMap(key => [...(this.#logins.get(key)?.trials ?? [])]),
    );
    if (trials.size === 0) return true;
    if ([...trials].some(trial => trial.owner === owner)) return false;
    const oldest = performance.now() - WINDOW_MS;
    const refused = this.#refusals(keys).filter(at => at > oldest).length;
    const tried = [...trials].reduce(
      (sum, trial) => sum + weightOf(trial.keys),
      0,
    );
    return refused + tried + weightOf(keys) <= ATTEMPTS;
  }

  #isProven(keys: readonly string[]): boolean {
    return keys.some(key => this.#logins.get(key)?.isProven);
  }

  #refusals(keys: readonly string[]): number[] {
    return keys
      .flatMap(key => this.#logins.get(key)?.refusals ?? [])
      .map(({ at }) => at)
      .sort((a, b) => a - b);
  }

  #of(key: string): Login {
    let login = this.#logins.get(key);
    if (!login) {
      login = {
        refusals: [],
        isProven: false,
        trials: new Set(),
        usedAt: 0,
      };
      this.#logins.set(key, login);
    }
    login.usedAt = performance.now();
    return login;
  }

  #wake(): void {
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
    const oldest = performance.now() - MAX_AGE_MS;
    for (const [key, { trials, usedAt }] of this.#logins) {
      if (trials.size === 0 && usedAt < oldest) this.#logins.delete(key);
    }
  }
}
