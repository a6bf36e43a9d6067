export * from './UpstreamClient';
export type { TlsOptions } from './createDispatcher';
export { toProviderFailure } from './failures';
