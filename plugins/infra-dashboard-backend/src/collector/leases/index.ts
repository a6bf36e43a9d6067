export { LeaseLostError } from './LeaseLostError';
export { ProviderLeases } from './ProviderLeases';
export type { ProviderAttempts } from './types';
