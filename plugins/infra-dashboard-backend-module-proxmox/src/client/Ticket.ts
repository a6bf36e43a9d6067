import {
  Expiring,
  loginAttempts,
  parseJson,
  ProviderFailure,
  type UpstreamClient,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import type { ProxmoxCredentials } from '../config';
import { failureOf, LABEL } from '../failures';
import { message } from '../messages';

/** A ticket is valid for two hours. */
const TTL_MS = 110 * 60_000;

const responseSchema = z.object({
  data: z.object({ ticket: z.string(), NeedTFA: z.unknown().optional() }),
});

type PasswordCredentials = Extract<ProxmoxCredentials, { kind: 'password' }>;

/** Login of a user with a password: `POST /access/ticket`, one at a time. */
export class Ticket {
  readonly #client: UpstreamClient;
  readonly #credentials: PasswordCredentials;
  readonly #address: string;
  readonly #login = new Expiring<string>({ ttlMs: TTL_MS });
  /** The ticket of the last login; undefined during the next one. */
  #current: string | undefined;

  constructor(options: {
    client: UpstreamClient;
    credentials: PasswordCredentials;
    address: string;
  }) {
    this.#client = options.client;
    this.#credentials = options.credentials;
    this.#address = options.address;
  }

  /** The ticket; logs in if there is none or it has expired. */
  async get(signal: AbortSignal): Promise<string> {
    return this.#login.get(async () => {
      this.#current = undefined;
      this.#current = await this.#request(signal);
      return this.#current;
    });
  }

  /** Drops a ticket that was refused, unless another request has renewed it in the meantime. */
  forget(refused: string): void {
    if (this.#current === refused) this.#login.clear();
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
      throw new ProviderFailure('UNAUTHORIZED', message('login-refused'), {
        upstreamStatus: status,
        hint: message('fix-login'),
      });
    }
    if (status !== 200) throw failureOf(response);
    const parsed = responseSchema.safeParse(parseJson(response.text, LABEL));
    if (!parsed.success) {
      throw new ProviderFailure('INVALID_RESPONSE', message('login-no-ticket'));
    }
    if (parsed.data.data.NeedTFA) {
      loginAttempts().refused(this.#address);
      throw new ProviderFailure(
        'UNAUTHORIZED',
        message('login-second-factor'),
        { hint: message('fix-second-factor') },
      );
    }
    return parsed.data.data.ticket;
  }
}
