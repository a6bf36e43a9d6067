export * from './UpstreamClient';
export type { TlsOptions } from './createDispatcher';
export { toProviderFailure } from './failures';
export { observeRequests } from './requestObserver';
