import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  loginAttempts,
  parseJson,
  retryAfterMs,
  type UpstreamClient,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { loginFailure } from '../failures';
import { tokenSchema, type Catalog } from '../schemas';
import type { Credentials, InDomain } from '../config/settings';

/** A rule of an application credential; without any it may do what its role may. */
export interface AccessRule {
  service: string;
  path: string;
  method: string;
}

/** A token of Keystone and what it says about itself. */
export interface KeystoneToken {
  /** The secret; goes into `X-Auth-Token` and nowhere else. */
  id: string;
  /** Milliseconds since the epoch, by our clock. */
  expiresAt: number;
  /** From when on a new one is asked for, well before the end. */
  renewAt: number;
  userName?: string;
  project: { id: string; name?: string };
  roles: string[];
  catalog: Catalog;
  accessRules?: AccessRule[];
}

export interface KeystoneSessionOptions {
  /** Client of the identity endpoint, `/v3` included. */
  client: UpstreamClient;
  /** Read anew for every login, so that a rotated secret is picked up. */
  credentials: () => Promise<Credentials>;
  now?: () => number;
}

/** Between two tries to renew a token that is still good. */
const RENEWAL_PAUSE_MS = 30_000;

/**
 * Requests of one refresh that find the token refused must not each try to log in: some
 * attempts in a row lock the account.
 */
const REFUSAL_KEPT_MS = 10_000;

const PROJECT_HINT =
  'Give the user a role on the project: openstack role add --user USER --project PROJECT reader';

function inDomain(named: InDomain): object {
  return 'id' in named
    ? { id: named.id }
    : { name: named.name, domain: named.domain };
}

/** What a login is refused for: who signs in with what, whatever the project. */
export function loginSecret(credentials: Credentials): string {
  return JSON.stringify(
    credentials.method === 'password'
      ? [credentials.user, credentials.password]
      : [credentials.credential, credentials.secret],
  );
}

/** The body of `POST /v3/auth/tokens`. */
export function loginBody(credentials: Credentials): object {
  if (credentials.method === 'application_credential') {
    const { credential, secret } = credentials;
    // No scope: the credential has one, and Keystone refuses a second (O12).
    return {
      auth: {
        identity: {
          methods: ['application_credential'],
          application_credential: {
            ...('id' in credential
              ? { id: credential.id }
              : { name: credential.name, user: inDomain(credential.user) }),
            secret,
          },
        },
      },
    };
  }
  const { user, password, project } = credentials;
  return {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { ...inDomain(user), password } },
      },
      scope: { project: inDomain(project) },
    },
  };
}

/**
 * Logs in to Keystone and keeps the token: one login for its whole life, one at a time,
 * and a new one some minutes before it ends, each replica at another moment.
 */
export class KeystoneSession {
  readonly #options: KeystoneSessionOptions;
  readonly #now: () => number;
  readonly #closing = new AbortController();
  #token: KeystoneToken | undefined;
  #renewal: Promise<KeystoneToken> | undefined;
  #refusal: { failure: ProviderFailure; until: number } | undefined;

  constructor(options: KeystoneSessionOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => Date.now());
  }

  /** The token that is valid, logging in only where there is none. */
  async token(): Promise<KeystoneToken> {
    const current = this.#token;
    if (current && this.#now() < current.renewAt) return current;
    if (this.#refusal && this.#now() < this.#refusal.until) {
      throw this.#refusal.failure;
    }
    // Not bound to the signal of one caller, since others wait for the same login; the
    // client's own time limit ends it.
    this.#renewal ??= this.#login().finally(() => {
      this.#renewal = undefined;
    });
    try {
      return await this.#renewal;
    } catch (error) {
      const now = this.#now();
      if (error instanceof ProviderFailure && error.code === 'UNAUTHORIZED') {
        this.#refusal = { failure: error, until: now + REFUSAL_KEPT_MS };
        throw error;
      }
      // Keystone may be away for a moment; the services still take the old one.
      if (!current || current !== this.#token) throw error;
      if (now >= current.expiresAt) throw error;
      // Every request would wait for Keystone otherwise.
      current.renewAt = now + RENEWAL_PAUSE_MS;
      return current;
    }
  }

  /** A new refresh may try to log in, whatever came of the last one. */
  startOver(): void {
    this.#refusal = undefined;
  }

  /** Drops a token that a service refused, unless a newer one is there already. */
  invalidate(token: KeystoneToken): void {
    if (this.#token === token) this.#token = undefined;
  }

  close(): void {
    this.#closing.abort();
    this.#token = undefined;
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
      const failure = loginFailure(response.status, {
        credentials,
        retryAfterMs: retryAfterMs(response.headers),
      });
      if (failure.code === 'UNAUTHORIZED')
        loginAttempts().refused(client.baseUrl);
      throw failure;
    }
    loginAttempts().accepted(client.baseUrl);
    const id = response.headers.get('x-subject-token');
    const parsed = tokenSchema.safeParse(
      parseJson(response.text, client.label),
    );
    if (!id || !parsed.success) {
      throw new ProviderFailure(
        'INVALID_RESPONSE',
        'Keystone accepted the login but its answer holds no token',
        {
          hint: 'Check that authUrl leads to Keystone and not to a proxy page',
        },
      );
    }
    const { token } = parsed.data;
    if (!token.project || !token.catalog?.length) {
      throw new ProviderFailure(
        'MISCONFIGURED',
        'The token of Keystone is for no project and has no catalog of services',
        { hint: PROJECT_HINT },
      );
    }
    const accessRules = token.application_credential?.access_rules;
    this.#token = {
      id,
      ...this.#lifetime(token),
      userName: token.user?.name,
      project: token.project,
      roles: (token.roles ?? []).map(({ name }) => name),
      catalog: token.catalog,
      ...(accessRules?.length && { accessRules }),
    };
    return this.#token;
  }

  /** By the distance of Keystone's own two times, since its clock may not be ours. */
  #lifetime(token: { issued_at?: string; expires_at?: string }) {
    const now = this.#now();
    const issuedAt = token.issued_at ? Date.parse(token.issued_at) : now;
    const lasts = Date.parse(token.expires_at ?? '') - issuedAt;
    const lifetime = lasts > 0 ? lasts : 5 * 60_000;
    const margin = Math.min(lifetime * 0.1, 5 * 60_000);
    return {
      expiresAt: now + lifetime,
      renewAt: now + lifetime - margin * (1 + Math.random()),
    };
  }
}
