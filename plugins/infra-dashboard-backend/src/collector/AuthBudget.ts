const ATTEMPTS = 3;
const WINDOW_MS = 10 * 60_000;

/**
 * How often credentials that were refused may be tried again, whoever asks: three times in
 * ten minutes. More can lock an account, and each costs Proxmox VE three seconds (P13).
 */
export class AuthBudget {
  #refusals: number[] = [];

  /** Milliseconds until the next try; 0 where one may go out now. */
  get waitMs(): number {
    const [first] = this.#refusals.slice(-ATTEMPTS);
    if (this.#refusals.length < ATTEMPTS) return 0;
    return Math.max(first + WINDOW_MS - Date.now(), 0);
  }

  /** Counts a try by the time that it went out. */
  refused(startedAt: number): void {
    this.#refusals = [...this.#refusals, startedAt].slice(-ATTEMPTS);
  }

  /** The credentials were taken: earlier refusals no longer count. */
  accepted(): void {
    this.#refusals = [];
  }
}
