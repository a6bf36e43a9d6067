import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';

/** Told of each request that went out, with the status of its answer if there was one. */
export type RequestObserver = (status: number | undefined) => void;

/** Lets work begin when there is room for it, as what `p-limit` makes does. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** Attempts to sign in with the credentials of one connection, counted by address. */
export interface LoginAttempts {
  /** Milliseconds until the credentials may be tried at an address; 0 where they may now. */
  waitMs(address: string): number;
  accepted(address: string): void;
  refused(address: string): void;
}

export interface RequestContext {
  onRequest?: RequestObserver;
  logins?: LoginAttempts;
  /** Bounds beside the client's own, such as one over all connections. */
  limits?: Limit[];
}

const contexts = new AsyncLocalStorage<RequestContext>();

/**
 * Does some work, and tells of every upstream request that it leads to, and bounds them.
 *
 * By context rather than by parameter: clients are made by the providers, who have no
 * business with metrics, nor with what other providers do.
 */
export function inRequestContext<T>(context: RequestContext, work: () => T): T {
  return contexts.run(context, work);
}

/** For the client: reports one request. */
export function reportRequest(status: number | undefined): void {
  contexts.getStore()?.onRequest?.(status);
}

const UNCOUNTED: LoginAttempts = {
  waitMs: () => 0,
  accepted: () => {},
  refused: () => {},
};

/** For the platforms: where they report whether upstream accepts the credentials. */
export function loginAttempts(): LoginAttempts {
  return contexts.getStore()?.logins ?? UNCOUNTED;
}

/** For the client: does the work of one request once all limits have room for it. */
export function withinLimits<T>(
  limits: Limit[],
  work: () => Promise<T>,
): Promise<T> {
  // What waits in a queue is begun by whoever leaves it, in whose context it must not run.
  const own = AsyncResource.bind(work);
  const all = [...limits, ...(contexts.getStore()?.limits ?? [])];
  return all.reduceRight<() => Promise<T>>(
    (inner, limit) => () => limit(inner),
    own,
  )();
}
