import {
  parseJson,
  ProviderFailure,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { toUtc } from '../mappers/quantity';
import { message } from '../messages';
import { tokenSchema, type Catalog } from '../schemas';
import type { AccessRule } from './accessRules';

const DEFAULT_LIFETIME_MS = 5 * 60_000;
const MAX_MARGIN_MS = 5 * 60_000;

/** A token of Keystone with what its response contains. */
export interface KeystoneToken {
  /** Secret: sent in `X-Auth-Token` and nowhere else. */
  id: string;
  /** Milliseconds since the epoch, by our clock. */
  expiresAt: number;
  /** When a new one is requested, some minutes before the end. */
  renewAt: number;
  userId?: string;
  userName?: string;
  /** Id of the application credential that logged in. */
  credentialId?: string;
  /** When the password ends, in milliseconds since the epoch; absent where it does not. */
  passwordEndsAt?: number;
  project: { id: string; name?: string };
  roles: string[];
  catalog: Catalog;
  /** Absent where the token may do all that its role may. */
  accessRules?: AccessRule[];
}

/** Uses the distance of Keystone's two times, since its clock may differ from ours. */
function lifetimeOf(
  token: { issued_at?: string; expires_at?: string },
  now: number,
) {
  const issuedAt = token.issued_at ? Date.parse(token.issued_at) : now;
  const distance = Date.parse(token.expires_at ?? '') - issuedAt;
  const lifetime = distance > 0 ? distance : DEFAULT_LIFETIME_MS;
  const margin = Math.min(lifetime * 0.1, MAX_MARGIN_MS);
  return {
    expiresAt: now + lifetime,
    // Random, so that replicas do not renew at the same moment.
    renewAt: now + lifetime - margin * (1 + Math.random()),
  };
}

/** Keystone's times are in UTC, with or without a zone. */
export function toTime(text: string | null | undefined): number | undefined {
  const time = Date.parse(toUtc(text) ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/** Parses the response to a login. */
export function parseToken(
  response: UpstreamResponse,
  now: number,
): KeystoneToken {
  const id = response.headers.get('x-subject-token');
  const parsed = tokenSchema.safeParse(parseJson(response.text, 'Keystone'));
  if (!id || !parsed.success) {
    throw new ProviderFailure(
      'INVALID_RESPONSE',
      message('no-token-in-response'),
      { hint: message('check-auth-url') },
    );
  }
  const { token } = parsed.data;
  if (!token.project || !token.catalog?.length) {
    throw new ProviderFailure(
      'MISCONFIGURED',
      message('token-without-project'),
      { hint: message('grant-project-role') },
    );
  }
  const accessRules = token.application_credential?.access_rules;
  return {
    id,
    ...lifetimeOf(token, now),
    userId: token.user?.id,
    userName: token.user?.name,
    credentialId: token.application_credential?.id,
    passwordEndsAt: toTime(token.user?.password_expires_at),
    project: token.project,
    roles: (token.roles ?? []).map(({ name }) => name),
    catalog: token.catalog,
    ...(accessRules?.length && { accessRules }),
  };
}
