import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { Circuit } from './Circuit';

const FAILURES_TO_OPEN = 3;

/** However rare reads are: upstream that is back is shown within this time. */
const RETRY_MS = 30_000;
const MAX_PAUSE_MS = 5 * 60_000;

/** Leaves one of the three attempts in ten minutes for a manual refresh. */
const AUTH_PAUSE_MS = 5 * 60_000;

/** A timer may fire a little early, when the breaker would still refuse. */
const TIMER_SLACK_MS = 50;

function isAuthFailure(error: unknown): boolean {
  return error instanceof ProviderFailure && error.code === 'UNAUTHORIZED';
}

/**
 * Circuit breaker of one connection: opens after three failures in a row, and at once when
 * the credentials are refused, which is a circuit of its own. While it is open, no request
 * goes upstream; then one read is tried, and closes it or opens it for longer.
 */
export class Breaker {
  readonly #refreshMs: number;
  readonly #auth: Circuit;
  readonly #connection: Circuit;
  #isTrying = false;
  #retryAfterMs = 0;

  constructor(options: { refreshMs: number }) {
    const { refreshMs } = options;
    this.#refreshMs = refreshMs;
    const maxPauseMs = Math.max(MAX_PAUSE_MS, refreshMs);
    // The jitter spreads providers and replicas that failed together.
    this.#auth = new Circuit({
      failuresToOpen: 1,
      pauseMs: () =>
        Math.max(AUTH_PAUSE_MS, refreshMs) * (1 + Math.random() * 0.2),
    });
    this.#connection = new Circuit({
      failuresToOpen: FAILURES_TO_OPEN,
      pauseMs: openings =>
        Math.min(refreshMs * 2 ** (openings + 1), maxPauseMs) *
        (0.8 + Math.random() * 0.2),
    });
  }

  get state(): NonNullable<ProviderStatus['breaker']> {
    if (!this.#auth.isOpen && !this.#connection.isOpen) return 'closed';
    return this.#isTrying ? 'half-open' : 'open';
  }

  /** Whether it waits because the credentials were refused. */
  get isAuthPause(): boolean {
    return this.#auth.waitMs > 0;
  }

  /** Milliseconds until the next read: the interval, or until the breaker lets one through. */
  get nextDelayMs(): number {
    const intervalMs = this.#connection.hasFailed
      ? Math.min(this.#refreshMs, RETRY_MS)
      : this.#refreshMs;
    const delay =
      this.state === 'open'
        ? this.#waitMs + TIMER_SLACK_MS
        : intervalMs * (0.9 + Math.random() * 0.2);
    return Math.max(delay, this.#retryAfterMs);
  }

  /**
   * Whether a single request may find out if upstream responds again: it failed to, and did not
   * ask for a pause.
   */
  get mayProbe(): boolean {
    return (
      this.#connection.waitMs > 0 &&
      this.#auth.waitMs === 0 &&
      this.#retryAfterMs === 0
    );
  }

  /** Upstream responds again: the next read is tried now. */
  endPause(): void {
    this.#connection.endPause();
  }

  /** Other credentials are in use now. */
  endAuthPause(): void {
    this.#auth.close();
  }

  /**
   * Does the work unless the breaker is open.
   *
   * @param options - `force`: a manual refresh, which ignores an open breaker
   * @returns whether it was done
   */
  async run(
    work: () => Promise<void>,
    options: { force?: boolean } = {},
  ): Promise<boolean> {
    if (options.force && this.state === 'open') {
      this.#auth.close();
      this.#connection.close();
    }
    if (this.#waitMs > 0) return false;
    this.#isTrying = true;
    try {
      await work();
      this.#auth.close();
      this.#connection.close();
      this.#retryAfterMs = 0;
      return true;
    } catch (error) {
      const [failed, other] = isAuthFailure(error)
        ? [this.#auth, this.#connection]
        : [this.#connection, this.#auth];
      failed.fail();
      other.close();
      this.#retryAfterMs =
        error instanceof ProviderFailure
          ? Math.min(error.retryAfterMs ?? 0, MAX_PAUSE_MS)
          : 0;
      throw error;
    } finally {
      this.#isTrying = false;
    }
  }

  get #waitMs(): number {
    return Math.max(this.#auth.waitMs, this.#connection.waitMs);
  }
}
