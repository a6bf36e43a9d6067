import { endsSoon } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { X509Certificate } from 'node:crypto';
import type { Credentials } from './types';

/** What can be read from the credentials themselves. */
export interface CredentialsInfo {
  /** `namespace:name` of the service account. */
  serviceAccount?: string;
  /** When they end, in milliseconds since the epoch. */
  expiresAt?: number;
  kind: 'token' | 'certificate' | 'password' | 'none';
  /** Whether another program renews them before they end. */
  rotates: boolean;
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

/** Reads token claims or the certificate; verifies neither, which is up to the server. */
export function describeCredentials(credentials: Credentials): CredentialsInfo {
  const { rotates } = credentials;
  const [, token] =
    /^Bearer (.+)$/.exec(credentials.headers.Authorization ?? '') ?? [];
  if (token) {
    const { sub, exp } = claimsOf(token);
    const [, serviceAccount] =
      /^system:serviceaccount:([a-z0-9-]+:[a-z0-9.-]+)$/.exec(String(sub)) ??
      [];
    return {
      kind: 'token',
      rotates,
      serviceAccount,
      expiresAt: typeof exp === 'number' ? exp * 1000 : undefined,
    };
  }
  if (credentials.tls.cert) {
    try {
      const { validTo } = new X509Certificate(credentials.tls.cert);
      return { kind: 'certificate', rotates, expiresAt: Date.parse(validTo) };
    } catch {
      return { kind: 'certificate', rotates };
    }
  }
  const kind = credentials.headers.Authorization ? 'password' : 'none';
  return { kind, rotates };
}

/** Whether credentials that are not renewed end within two weeks, or have ended. */
export function mustBeRenewed(
  credentials: CredentialsInfo,
): credentials is CredentialsInfo & { expiresAt: number } {
  return !credentials.rotates && endsSoon(credentials.expiresAt);
}
