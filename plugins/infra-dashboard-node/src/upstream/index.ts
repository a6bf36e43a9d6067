export * from './UpstreamClient';
export * from './createUpstreamFactory';
export type { TlsOptions } from './createDispatcher';
export { limitRows, MAX_ROWS } from './limitRows';
export { parseList } from './parseList';
export { toProviderFailure } from './failures';
export { Redactor } from './Redactor';
export { forEachSliced } from './sliceWork';
export * from './loginAttempts';
