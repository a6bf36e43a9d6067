import { Expiring } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import { toTime, type KeystoneToken } from '../client/KeystoneToken';
import type { ClusterParts } from '../mappers/ClusterParts';
import { credentialSchema } from '../schemas';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** When the credentials end: one request a day for an application credential. */
export class CredentialEnd {
  readonly #client: OpenStackClient;
  readonly #end = new Expiring<number | undefined>({
    ttlMs: DAY_MS,
    failureTtlMs: HOUR_MS,
  });

  constructor(client: OpenStackClient) {
    this.#client = client;
  }

  /** Undefined where they do not end, or do not tell. Never rejects. */
  async read(signal: AbortSignal): Promise<ClusterParts['credentials']> {
    try {
      const token = await this.#client.token();
      const { accessRules, credentialId, passwordEndsAt } = token;
      if (!credentialId) {
        return passwordEndsAt === undefined
          ? undefined
          : { kind: 'password', expiresAt: passwordEndsAt };
      }
      // Where the rules do not name the request, Keystone responds as if the token were invalid.
      if (accessRules) return undefined;
      const expiresAt = await this.#end.get(() => this.#readEnd(token, signal));
      return expiresAt === undefined
        ? undefined
        : { kind: 'credential', expiresAt };
    } catch {
      return undefined;
    }
  }

  async #readEnd(
    { credentialId, userId }: KeystoneToken,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    if (!credentialId || !userId) return undefined;
    const ids = [userId, credentialId].map(encodeURIComponent);
    const response = await this.#client.get({
      service: 'identity',
      path: `/users/${ids[0]}/application_credentials/${ids[1]}`,
      action: 'read the application credential',
      signal,
    });
    const parsed = credentialSchema.parse(response);
    return toTime(parsed.application_credential.expires_at);
  }
}
