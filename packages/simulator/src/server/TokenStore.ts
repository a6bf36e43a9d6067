import { randomUUID } from 'node:crypto';

export interface IssuedToken {
  user: string;
  method: string;
  /** Absent: the token has no scope. */
  project?: string;
  roles: string[];
  /** Milliseconds since the epoch. */
  issuedAt: number;
  expiresAt: number;
}

/** Tokens that a login handed out. */
export class TokenStore {
  readonly #tokens = new Map<string, IssuedToken>();

  issue(details: IssuedToken): string {
    const token = `gAAAA-${randomUUID()}`;
    this.#tokens.set(token, details);
    return token;
  }

  /** The value of a token; undefined if it is unknown or expired. */
  find(token: string | undefined): IssuedToken | undefined {
    const details = token ? this.#tokens.get(token) : undefined;
    return details && details.expiresAt > Date.now() ? details : undefined;
  }

  revoke(token: string): void {
    this.#tokens.delete(token);
  }

  /** Ends all tokens at once. */
  expireAll(): void {
    this.#tokens.clear();
  }
}
