import {
  loginAttempts,
  ProviderFailure,
  systemClock,
  type Clock,
  type UpstreamClient,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Credentials } from '../config/settings';
import { loginFailure } from '../failures';
import { parseToken, type KeystoneToken } from './KeystoneToken';
import { loginBody } from './loginRequest';

export interface KeystoneSessionOptions {
  /** Client of the identity endpoint, `/v3` included. */
  client: UpstreamClient;
  /** Called for every login, so that a rotated secret is used. */
  credentials: () => Promise<Credentials>;
  clock?: Clock;
}

/** Pause between attempts to renew a token that is still valid. */
const RENEWAL_PAUSE_MS = 30_000;

/**
 * Requests of one refresh whose token is refused must not each log in: several attempts in a
 * row lock the account.
 */
const REFUSAL_TTL_MS = 10_000;

/**
 * Logs in to Keystone and stores the token: one login for the lifetime of the token, one at a
 * time.
 */
export class KeystoneSession {
  readonly #options: KeystoneSessionOptions;
  /** A token ends at a time that Keystone states, also while this machine sleeps: wall clock. */
  readonly #clock: Clock;
  readonly #closing = new AbortController();
  #token: KeystoneToken | undefined;
  #renewal: Promise<KeystoneToken> | undefined;
  /** Until a monotonic time. */
  #refusal: { failure: ProviderFailure; until: number } | undefined;

  constructor(options: KeystoneSessionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** The valid token. Logs in only if there is none. */
  async token(): Promise<KeystoneToken> {
    const current = this.#token;
    if (current && this.#clock.now() < current.renewAt) return current;
    if (this.#refusal && this.#clock.monotonic() < this.#refusal.until) {
      throw this.#refusal.failure;
    }
    // Not bound to the signal of one caller, since others wait for the same login. The
    // timeout of the client ends it.
    this.#renewal ??= this.#login().finally(() => {
      this.#renewal = undefined;
    });
    try {
      return await this.#renewal;
    } catch (error) {
      return this.#afterFailedRenewal(error, current);
    }
  }

  /** Allows another login after a refused one. Called when a refresh starts. */
  startOver(): void {
    this.#refusal = undefined;
  }

  /** Drops the token, and with it the catalog: services may have moved. */
  forget(): void {
    this.#token = undefined;
  }

  /** Logs in again before the next request; where that fails, the current token is used on. */
  expire(): void {
    if (this.#token) this.#token.renewAt = -Infinity;
  }

  /** Drops a token that a service refused, unless a newer one is stored already. */
  invalidate(token: KeystoneToken): void {
    if (this.#token === token) this.#token = undefined;
  }

  close(): void {
    this.#closing.abort();
    this.#token = undefined;
  }

  /** The current token while Keystone is unavailable, since services still accept it. */
  #afterFailedRenewal(
    error: unknown,
    current: KeystoneToken | undefined,
  ): KeystoneToken {
    if (error instanceof ProviderFailure && error.code === 'UNAUTHORIZED') {
      const until = this.#clock.monotonic() + REFUSAL_TTL_MS;
      this.#refusal = { failure: error, until };
      throw error;
    }
    if (!current || current !== this.#token) throw error;
    const now = this.#clock.now();
    if (now >= current.expiresAt) throw error;
    // Without a pause, every request would wait for Keystone.
    current.renewAt = now + RENEWAL_PAUSE_MS;
    return current;
  }

  async #login(): Promise<KeystoneToken> {
    const { client } = this.#options;
    const credentials = await this.#options.credentials();
    const response = await client.send({
      path: '/auth/tokens',
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(loginBody(credentials)),
      signal: this.#closing.signal,
    });
    if (response.status !== 200 && response.status !== 201) {
      const failure = loginFailure(response, credentials.method);
      if (failure.code === 'UNAUTHORIZED') {
        loginAttempts().refused(client.baseUrl);
      }
      throw failure;
    }
    loginAttempts().accepted(client.baseUrl);
    this.#token = parseToken(response, this.#clock.now());
    return this.#token;
  }
}
