import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ProviderError } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Clock } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConnectionState } from './types';

/** The health of one provider, for the API and for the log. */
export class ConnectionHealth {
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  #state: Omit<ConnectionState, 'breaker'> = { state: 'pending' };

  constructor(options: { logger: LoggerService; clock: Clock }) {
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  get state(): Omit<ConnectionState, 'breaker'> {
    return this.#state;
  }

  /** A read that took some time has ended, with an error or without. */
  settle(outcome: { durationMs: number; error?: ProviderError }): void {
    const { durationMs, error } = outcome;
    const now = this.#clock.now();
    const at = new Date(now).toISOString();
    this.#logChange(error);
    const lastAttemptAt = new Date(now - durationMs).toISOString();
    const { consecutiveFailures = 0, lastError, ...last } = this.#state;
    this.#state = error
      ? {
          state: 'failing',
          consecutiveFailures: consecutiveFailures + 1,
          lastAttemptAt,
          lastSuccessAt: last.lastSuccessAt,
          latency: last.latency,
          error,
          lastError: { ...error, at },
        }
      : {
          state: 'ok',
          consecutiveFailures: 0,
          lastAttemptAt,
          lastSuccessAt: at,
          latency: Math.round(durationMs) / 1000,
          lastError,
        };
  }

  /** There was no read, for a reason that it is not up to upstream to change. */
  hold(error: ProviderError): void {
    this.#logChange(error);
    this.#state = { ...this.#state, state: 'failing', error };
  }

  /** Logs the time of the next attempt. */
  schedule(delayMs: number): void {
    const nextAttemptAt = new Date(this.#clock.now() + delayMs).toISOString();
    this.#state = { ...this.#state, nextAttemptAt };
  }

  /** Logs changes only: a failure may last for hours and repeats every few seconds. */
  #logChange(error: ProviderError | undefined): void {
    const before = this.#state.error?.code;
    if (error && error.code !== before) {
      const { code, message, hint } = error;
      this.#logger.warn(`${message}${hint ? `. ${hint}` : ''}`, { code });
    } else if (!error && this.#state.state !== 'ok') {
      this.#logger.info(before ? 'Reading works again' : 'First read done');
    }
  }
}
