import type { Completeness } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterSnapshot } from './types';

/**
 * Whether what a snapshot does not list is known not to exist. Data that outlived a failed
 * read may lack what is new, and a provider that does not say that a list is complete may
 * leave something out.
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
