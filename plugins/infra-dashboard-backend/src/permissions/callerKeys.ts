import { hash } from 'node:crypto';
import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';

const digests = new WeakMap<BackstageCredentials, string>();

/** Remembers which token the credentials of a request were made of. */
export function noteToken(
  credentials: BackstageCredentials,
  request: Pick<Request, 'headers'>,
): void {
  const { authorization } = request.headers;
  if (!authorization) return;
  digests.set(credentials, hash('sha256', authorization, 'base64url'));
}

/**
 * What decisions on a caller are remembered by; undefined where they are not. Two tokens of a
 * user may have different claims, and a policy may decide by these.
 */
export function callerKeyOf(
  auth: AuthService,
  credentials: BackstageCredentials,
): string | undefined {
  if (!auth.isPrincipal(credentials, 'user')) return undefined;
  const { actor, userEntityRef } = credentials.principal;
  const digest = digests.get(credentials);
  // A service that acts for a user may be allowed less.
  if (actor || !digest) return undefined;
  return `${userEntityRef}\n${digest}`;
}
