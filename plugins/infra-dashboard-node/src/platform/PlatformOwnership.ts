import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/**
 * How workloads of a platform and entities of the catalog refer to each other, in addition to
 * what all platforms have in common.
 *
 * @public
 */
export interface PlatformOwnership {
  /** Annotations of entities that claim workloads of the platform. */
  annotations?: {
    /** The workload has the value in one of {@link PlatformOwnership.idKeys}. */
    id?: string;
    /** A label selector; it takes precedence over the id. */
    selector?: string;
    /** Restricts both of the above to a namespace. */
    namespace?: string;
    /** Restricts both of the above to a cluster. */
    cluster?: string;
  };
  /** Keys of labels or metadata that hold the id of an entity, or the name of a component. */
  idKeys?: readonly string[];
  /**
   * Labels that deployment tools set by themselves, used where nothing else names an entity.
   * `part`: the value names a component or a system.
   */
  conventions?: ReadonlyArray<{ label: string; kind: 'id' | 'part' }>;
  /**
   * Commands for people that tie a workload to a component by what the rest describes. Names
   * come from upstream: a workload or component whose name could mean something to a shell gets
   * none.
   */
  claimCommands?(workload: Workload, component: string): string[];
  /** Whether a namespace, such as a pool, may name an entity as a tag does. */
  namespaceIsTag?: boolean;
}
