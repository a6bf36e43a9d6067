import type { Metadata, Usage, StatusReason } from './shared';
import type { Health, ProviderType } from './vocabulary';

/**
 * Space for the data of workloads: a storage, a pool of volumes, or a storage class.
 *
 * @public
 */
export interface StorageStatus extends StatusReason {
  /** Stable; unique together with the cluster. */
  id: string;
  /** As the platform shows it; local storages of several nodes may share a name. */
  name: string;
  /** Name of the cluster. */
  cluster: string;
  /** The platform. */
  provider: ProviderType;
  /** The platform's word for its kind, such as `rbd`, `nfs` or the name of a provisioner. */
  type?: string;
  /** In the vocabulary of all platforms. */
  health: Health;
  /** ISO 8601 time since which it has this health, as far as it was observed. */
  since?: string;
  /** False where it is turned off in the platform. */
  enabled?: boolean;
  /** Whether several nodes use the same data. */
  shared?: boolean;
  /** Names of the nodes that it is set up on. */
  nodes?: string[];
  /** What it may contain, in the platform's words, such as `images` or `backup`. */
  content?: string[];
  /** Bytes. */
  space: Usage;
  /**
   * What its space comes from, such as a pool or an export. Storages of a cluster with the same
   * backing share that space, which totals count once.
   */
  backing?: string;
  /** Other facts of the platform. */
  metadata?: Metadata;
}
