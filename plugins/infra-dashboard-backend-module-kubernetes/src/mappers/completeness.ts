import type { Completeness } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterParts } from '../read/ClusterReader';
import { isComplete } from './parts';

/**
 * Whether a node or a fact that was not read is known not to exist. A version that may not be
 * read stays unknown for good, and holds nothing else up; one that could not be read is missing.
 */
export function clusterCompleteness(
  parts: ClusterParts,
): Pick<Completeness, 'nodes' | 'facts'> {
  return { nodes: isComplete(parts.nodes), facts: !parts.versionFailed };
}

/** The same for pods and deployments. A configured namespace is all that is wanted. */
export function workloadsAreComplete(parts: ClusterParts): boolean {
  return isComplete(parts.pods) && isComplete(parts.deployments);
}
