export { CatalogNames } from './CatalogNames';
export { CatalogSync } from './CatalogSync';
export { EntityLedger } from './EntityLedger';
export type { LedgerEntry } from './types';
