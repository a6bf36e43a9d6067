import { AsyncLocalStorage } from 'node:async_hooks';

/** Told of each request that went out, with the status of its answer if there was one. */
export type RequestObserver = (status: number | undefined) => void;

const observers = new AsyncLocalStorage<RequestObserver>();

/**
 * Does some work and tells of every upstream request that it leads to.
 *
 * By context rather than by parameter: clients are made by the providers, who have no
 * business with metrics.
 */
export function observeRequests<T>(
  observer: RequestObserver,
  work: () => T,
): T {
  return observers.run(observer, work);
}

/** For the client: reports one request. */
export function reportRequest(status: number | undefined): void {
  observers.getStore()?.(status);
}
