import type { ProviderEntry } from '../config';
import type { ConnectionRecorder } from './StoredClusters';
import type { ClusterSnapshot } from './types';

/** Stores the clusters of all connections. */
export interface CollectorRecorder {
  /** @param current - the entry as it is now: its owner may change */
  connect(
    entry: ProviderEntry,
    current: () => ProviderEntry,
  ): ConnectionRecorder;
  /** Names of the stored clusters of a provider; rejects where they cannot be read. */
  clustersOf(entry: ProviderEntry): Promise<string[]>;
  /** Which providers there are. */
  setProviders(names: string[]): void;
  /**
   * The workloads of a cluster as readers can query them: what was read last is not stored at
   * once.
   */
  storedWorkloads(
    entry: ProviderEntry,
    snapshot: ClusterSnapshot,
  ): ClusterSnapshot['workloads'];
  /** Resolves when what a provider has published is stored. */
  settle(provider: string): Promise<void>;
}
