export * from './UpstreamClient';
export type { TlsOptions } from './createDispatcher';
export { limitRows, MAX_ROWS } from './limitRows';
export { parseList } from './parseList';
export { toProviderFailure } from './failures';
export { trimSlashes } from './trimSlashes';
export { forEachSliced } from './sliceWork';
export {
  inRequestContext,
  loginAttempts,
  type Limit,
  type LoginAttempts,
} from './requestContext';
