import type { Completeness } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterSnapshot } from './types';

/**
 * Whether objects that are not in a snapshot do not exist. Data from before a failed read may
 * lack new objects, and a list that the provider does not declare complete may be partial.
 */
export function completenessOf(snapshot: ClusterSnapshot): Completeness {
  const { topology, workloads } = snapshot;
  const reading = topology.error ? undefined : topology.data;
  const hasFailed = topology.error ?? workloads.error;
  return {
    // No cluster is without nodes: an empty list is one that the credentials may not see.
    nodes: reading?.complete?.nodes === true && reading.nodes.length > 0,
    facts: reading?.complete?.facts === true,
    workloads: !hasFailed && workloads.data?.complete === true,
  };
}
