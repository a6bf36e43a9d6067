import type { PlatformNames } from './platforms';

/** A node as far as the catalog holds it. */
export interface CatalogNode {
  id: string;
  name: string;
  metadata?: Record<string, string>;
}

/** A cluster that was read well just now. */
export interface CatalogCluster {
  name: string;
  provider: string;
  platform: PlatformNames;
  /** Name of the configured provider, which may have several clusters. */
  providerName: string;
  displayName?: string;
  version?: string;
  metadata?: Record<string, string>;
  /** Owner out of the provider's entry in `infraDashboard.providers`. */
  owner?: string;
  nodes: CatalogNode[];
  /** Milliseconds since the epoch of the read. */
  observedAt: number;
  /** Whether a node that is not listed is known not to be there. */
  nodesAreComplete: boolean;
  /** Whether a fact that is not there is known not to be. */
  factsAreComplete: boolean;
}

/** The state that the infra-dashboard backend returned in one run. */
export interface Inventory {
  /** Clusters with good, recent data. */
  clusters: CatalogCluster[];
  /** Names of the others: stale, pending, failing, disabled or not understood. */
  unread: string[];
  /** Connections that may hide clusters from the list at the moment. */
  failingProviders: string[];
  /** Disabled connections: they list none of their clusters. */
  disabledProviders: string[];
  /** Whether the list is complete, except for those connections. */
  listIsComplete: boolean;
}
