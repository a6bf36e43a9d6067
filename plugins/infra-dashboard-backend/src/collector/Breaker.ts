import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  wrap,
  type IBackoff,
  type IBackoffFactory,
} from 'cockatiel';
import { AuthBudget } from './AuthBudget';

const FAILURES_TO_OPEN = 3;
const LONGEST_MS = 5 * 60_000;

/** Leaves one of the three tries in ten minutes to a person who asks for it. */
const AUTH_MS = 5 * 60_000;

/** A timer may fire a little early, when the breaker would still refuse. */
const TIMER_SLACK_MS = 50;

function isAuthFailure(error: unknown): boolean {
  return error instanceof ProviderFailure && error.code === 'UNAUTHORIZED';
}

/** Spreads providers and replicas that failed together; never shorter than what it is given. */
function withJitter(ms: number): number {
  return ms * (1 + Math.random() * 0.2);
}

/**
 * Circuit breaker of one connection: opens after three failures in a row, and at once when
 * the credentials are refused, which is a breaker of its own. While it is open nothing is
 * asked of upstream; then one read tries, and closes it or opens it for longer.
 */
export class Breaker {
  readonly #refreshMs: number;
  readonly #budget = new AuthBudget();
  #circuits;
  #openUntil = 0;
  #retryAfterMs = 0;

  constructor(options: { refreshMs: number }) {
    this.#refreshMs = options.refreshMs;
    this.#circuits = this.#createCircuits();
  }

  get state(): NonNullable<ProviderStatus['breaker']> {
    const { auth, connection } = this.#circuits;
    const states = [auth.state, connection.state];
    if (states.includes(CircuitState.HalfOpen)) return 'half-open';
    const isOpen =
      states.includes(CircuitState.Open) || this.#budget.waitMs > 0;
    return isOpen ? 'open' : 'closed';
  }

  /** Milliseconds until the next read: the interval, or until the breaker lets one try. */
  get nextDelayMs(): number {
    const wait = Math.max(this.#openUntil - Date.now(), this.#budget.waitMs);
    const delay =
      this.state === 'open'
        ? wait + TIMER_SLACK_MS
        : this.#refreshMs * (0.9 + Math.random() * 0.2);
    return Math.max(delay, this.#retryAfterMs, 0);
  }

  /** Milliseconds for which refused credentials are not tried, whoever asks. */
  get authWaitMs(): number {
    return this.#budget.waitMs;
  }

  /** Counts credentials that were refused in work that did not go through the breaker. */
  noteRefusal(startedAt: number): void {
    this.#budget.refused(startedAt);
  }

  /**
   * Does the work unless the breaker is open.
   *
   * @param options - `force`: a person asks, so that an open breaker tries at once; only
   * refused credentials are not tried more than three times in ten minutes
   * @returns whether it was done
   */
  async run(
    work: () => Promise<void>,
    options: { force?: boolean } = {},
  ): Promise<boolean> {
    if (this.#budget.waitMs > 0) return false;
    if (options.force && this.state === 'open') {
      this.#circuits = this.#createCircuits();
    }
    const startedAt = Date.now();
    try {
      await this.#circuits.policy.execute(work);
      this.#retryAfterMs = 0;
      this.#budget.accepted();
      return true;
    } catch (error) {
      if (error instanceof BrokenCircuitError) return false;
      if (isAuthFailure(error)) this.#budget.refused(startedAt);
      this.#retryAfterMs =
        error instanceof ProviderFailure
          ? Math.min(error.retryAfterMs ?? 0, LONGEST_MS)
          : 0;
      throw error;
    }
  }

  #createCircuits() {
    const maxDelay = Math.max(LONGEST_MS, this.#refreshMs);
    const connection = circuitBreaker(
      handleWhen(error => !isAuthFailure(error)),
      {
        breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
        halfOpenAfter: this.#recorded(
          new ExponentialBackoff({
            initialDelay: Math.min(this.#refreshMs * 2, maxDelay),
            maxDelay,
          }),
        ),
      },
    );
    const auth = circuitBreaker(handleWhen(isAuthFailure), {
      breaker: new ConsecutiveBreaker(1),
      halfOpenAfter: this.#recorded({ next: () => this.#authPause() }),
    });
    return { connection, auth, policy: wrap(auth, connection) };
  }

  #authPause<T>(): IBackoff<T> {
    return {
      duration: withJitter(Math.max(AUTH_MS, this.#refreshMs)),
      next: () => this.#authPause(),
    };
  }

  /** cockatiel keeps to itself how long it stays open; we show it and set our timer by it. */
  #recorded<T>(factory: IBackoffFactory<T>): IBackoffFactory<T> {
    const record = (backoff: IBackoff<T>): IBackoff<T> => {
      this.#openUntil = Date.now() + backoff.duration;
      return {
        duration: backoff.duration,
        next: context => record(backoff.next(context)),
      };
    };
    return { next: context => record(factory.next(context)) };
  }
}
