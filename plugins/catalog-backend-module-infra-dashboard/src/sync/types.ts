import type { Entity } from '@backstage/catalog-model';

/** Since when, and in how many good reads, something was missing. */
export interface Absence {
  /** Milliseconds since the epoch of the first good read without it. */
  since: number;
  /** The same of the latest one, so that no read is counted twice. */
  latest: number;
  reads: number;
}

/** One entity that the module has put into the catalog. */
export interface LedgerEntry {
  entityRef: string;
  cluster: string;
  /** Of the entity as the catalog took it; absent until it has. */
  hash?: string;
  absence?: Absence;
}

/** An entity as it should be. */
export interface WantedEntity {
  entityRef: string;
  entity: Entity;
  hash: string;
}
