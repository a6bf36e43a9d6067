import { X509Certificate } from 'node:crypto';
import type { Credentials } from './credentials/types';

/** What credentials say about themselves, without asking anybody. */
export interface CredentialsIdentity {
  /** `namespace:name` of the service account. */
  serviceAccount?: string;
  /** When they end, in milliseconds since the epoch. */
  expiresAt?: number;
  kind: 'token' | 'certificate' | 'none';
}

function claimsOf(token: string): { sub?: unknown; exp?: unknown } {
  try {
    const [, payload = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return claims && typeof claims === 'object' ? claims : {};
  } catch {
    // Tokens of other kinds are opaque.
    return {};
  }
}

/** Reads token claims or the certificate; verifies neither, that is the server's part. */
export function identityOf(credentials: Credentials): CredentialsIdentity {
  const [, token] =
    /^Bearer (.+)$/.exec(credentials.headers.Authorization ?? '') ?? [];
  if (token) {
    const { sub, exp } = claimsOf(token);
    const [, serviceAccount] =
      /^system:serviceaccount:([a-z0-9-]+:[a-z0-9.-]+)$/.exec(String(sub)) ??
      [];
    return {
      kind: 'token',
      serviceAccount,
      expiresAt: typeof exp === 'number' ? exp * 1000 : undefined,
    };
  }
  if (credentials.tls.cert) {
    try {
      const { validTo } = new X509Certificate(credentials.tls.cert);
      return { kind: 'certificate', expiresAt: Date.parse(validTo) };
    } catch {
      return { kind: 'certificate' };
    }
  }
  return { kind: 'none' };
}
