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

const FAILURES_TO_OPEN = 3;
const LONGEST_MS = 5 * 60_000;

/** At most three attempts in ten minutes: more can lock an account, or a PVE's login. */
const AUTH_MS = 4 * 60_000;

function isAuthFailure(error: Error): boolean {
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
  readonly #connection;
  readonly #auth;
  readonly #policy;
  #openUntil = 0;
  #retryAfterMs = 0;

  constructor(options: { refreshMs: number }) {
    const { refreshMs } = options;
    this.#refreshMs = refreshMs;
    const maxDelay = Math.max(LONGEST_MS, refreshMs);
    this.#connection = circuitBreaker(
      handleWhen(error => !isAuthFailure(error)),
      {
        breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
        halfOpenAfter: this.#recorded(
          new ExponentialBackoff({
            initialDelay: Math.min(refreshMs * 2, maxDelay),
            maxDelay,
          }),
        ),
      },
    );
    this.#auth = circuitBreaker(handleWhen(isAuthFailure), {
      breaker: new ConsecutiveBreaker(1),
      halfOpenAfter: this.#recorded({
        next: () => this.#constant(withJitter(Math.max(AUTH_MS, refreshMs))),
      }),
    });
    this.#policy = wrap(this.#auth, this.#connection);
  }

  get state(): NonNullable<ProviderStatus['breaker']> {
    const states = [this.#auth.state, this.#connection.state];
    if (states.includes(CircuitState.HalfOpen)) return 'half-open';
    return states.includes(CircuitState.Open) ? 'open' : 'closed';
  }

  /** Milliseconds until the next read: the interval, or until the breaker lets one try. */
  get nextDelayMs(): number {
    const wait = this.#openUntil - Date.now();
    // A timer may fire a little early, when the breaker would still refuse.
    const delay =
      this.state === 'open'
        ? wait + 50
        : this.#refreshMs * (0.9 + Math.random() * 0.2);
    return Math.max(delay, this.#retryAfterMs, 0);
  }

  /**
   * Does the work unless the breaker is open.
   *
   * @returns whether it was done
   */
  async run(work: () => Promise<void>): Promise<boolean> {
    try {
      this.#retryAfterMs = 0;
      await this.#policy.execute(work);
      return true;
    } catch (error) {
      if (error instanceof BrokenCircuitError) return false;
      if (error instanceof ProviderFailure) {
        this.#retryAfterMs = Math.min(error.retryAfterMs ?? 0, LONGEST_MS);
      }
      throw error;
    }
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

  #constant<T>(duration: number): IBackoff<T> {
    return { duration, next: () => this.#constant(withJitter(AUTH_MS)) };
  }
}
