import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import { parseJson, type UpstreamClient } from '../../http';
import type { ProxmoxCredentials } from './config';

/** A ticket lives for two hours. */
const LIFE_MS = 110 * 60_000;

const ticketSchema = z.looseObject({
  data: z.looseObject({
    ticket: z.string(),
    NeedTFA: z.unknown().optional(),
  }),
});

/** Login of a user with a password: `POST /access/ticket`, one at a time, kept for its life. */
export class Ticket {
  readonly #client: UpstreamClient;
  readonly #credentials: Extract<ProxmoxCredentials, { kind: 'password' }>;
  #login: Promise<string> | undefined;
  #expiresAt = 0;

  constructor(options: {
    client: UpstreamClient;
    credentials: Extract<ProxmoxCredentials, { kind: 'password' }>;
  }) {
    this.#client = options.client;
    this.#credentials = options.credentials;
  }

  async get(signal: AbortSignal): Promise<string> {
    if (!this.#login || Date.now() > this.#expiresAt) {
      this.#expiresAt = Date.now() + LIFE_MS;
      this.#login = this.#request(signal).catch(error => {
        this.#login = undefined;
        throw error;
      });
    }
    return this.#login;
  }

  forget(): void {
    this.#login = undefined;
  }

  async #request(signal: AbortSignal): Promise<string> {
    const { label } = this.#client;
    const { username, password } = this.#credentials;
    const response = await this.#client.send({
      path: '/access/ticket',
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ username, password }).toString(),
      signal,
    });
    if (response.status !== 200) {
      throw response.status === 401
        ? new ProviderFailure('UNAUTHORIZED', `${label} refused the login`, {
            hint: 'Check the user, its realm and the password',
          })
        : new ProviderFailure(
            'UPSTREAM_ERROR',
            `${label} answered the login with status ${response.status}`,
          );
    }
    const parsed = ticketSchema.safeParse(parseJson(response.text, label));
    if (!parsed.success) {
      throw new ProviderFailure(
        'INVALID_RESPONSE',
        `${label} answered the login without a ticket`,
      );
    }
    if (parsed.data.data.NeedTFA) {
      throw new ProviderFailure(
        'UNAUTHORIZED',
        `${label} asks the user for a second factor`,
        { hint: 'Use an API token instead of a user with a second factor' },
      );
    }
    return parsed.data.data.ticket;
  }
}
