import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import {
  loginAttempts,
  parseJson,
  type UpstreamClient,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxCredentials } from '../config';
import { failureOf, LABEL } from '../failures';

/** A ticket lives for two hours. */
const LIFE_MS = 110 * 60_000;

const answerSchema = z.object({
  data: z.object({ ticket: z.string(), NeedTFA: z.unknown().optional() }),
});

/** Login of a user with a password: `POST /access/ticket`, one at a time, kept for its life. */
export class Ticket {
  readonly #client: UpstreamClient;
  readonly #credentials: Extract<ProxmoxCredentials, { kind: 'password' }>;
  readonly #address: string;
  #login: Promise<string> | undefined;
  #expiresAt = 0;

  constructor(options: {
    client: UpstreamClient;
    credentials: Extract<ProxmoxCredentials, { kind: 'password' }>;
    address: string;
  }) {
    this.#client = options.client;
    this.#credentials = options.credentials;
    this.#address = options.address;
  }

  /** The ticket; logs in where there is none or its life is over. */
  async get(signal: AbortSignal): Promise<string> {
    if (this.#login && Date.now() < this.#expiresAt) return this.#login;
    const login = this.#request(signal);
    this.#login = login;
    this.#expiresAt = Date.now() + LIFE_MS;
    try {
      return await login;
    } catch (error) {
      if (this.#login === login) this.#login = undefined;
      throw error;
    }
  }

  /** Drops a ticket that was refused, unless another read has renewed it meanwhile. */
  async forget(refused: string): Promise<void> {
    const login = this.#login;
    const current = await login?.catch(() => undefined);
    if (current === refused && this.#login === login) this.#login = undefined;
  }

  async #request(signal: AbortSignal): Promise<string> {
    const { username, password } = this.#credentials;
    const response = await this.#client.send({
      path: '/access/ticket',
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ username, password }).toString(),
      signal,
    });
    const { status } = response;
    if (status === 401) {
      loginAttempts().refused(this.#address);
      throw new ProviderFailure('UNAUTHORIZED', `${LABEL} refused the login`, {
        upstreamStatus: status,
        hint: 'Check the user, its realm and the password',
      });
    }
    if (status !== 200) throw failureOf(response);
    const parsed = answerSchema.safeParse(parseJson(response.text, LABEL));
    if (!parsed.success) {
      throw new ProviderFailure(
        'INVALID_RESPONSE',
        `${LABEL} answered the login without a ticket`,
      );
    }
    if (parsed.data.data.NeedTFA) {
      loginAttempts().refused(this.#address);
      throw new ProviderFailure(
        'UNAUTHORIZED',
        `${LABEL} asks the user for a second factor`,
        { hint: 'Use an API token instead of a user with a second factor' },
      );
    }
    return parsed.data.data.ticket;
  }
}
