import { AsyncLocalStorage } from 'node:async_hooks';

/** Attempts to sign in with the credentials of one connection, counted by address. @public */
export interface LoginAttempts {
  /** Milliseconds until the credentials may be tried at an address; 0 where they may now. */
  waitMs(address: string): number;
  accepted(address: string): void;
  refused(address: string): void;
}

const UNCOUNTED: LoginAttempts = {
  waitMs: () => 0,
  accepted: () => {},
  refused: () => {},
};

const current = new AsyncLocalStorage<LoginAttempts>();

/**
 * Runs work and counts its logins. By context rather than by parameter: a login happens
 * deep inside of a platform, which has no business with other connections.
 *
 * @public
 */
export function withLoginAttempts<T>(logins: LoginAttempts, work: () => T): T {
  return current.run(logins, work);
}

/** For platforms: where they report whether upstream accepts the credentials. @public */
export function loginAttempts(): LoginAttempts {
  return current.getStore() ?? UNCOUNTED;
}
