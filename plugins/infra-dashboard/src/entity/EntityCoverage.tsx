import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { CoverageNotice, lacksWorkloads } from '../components/WorkloadList';
import { useClusters } from '../hooks';

export interface EntityCoverageProps {
  /** The workloads of the entity, as far as they are known. */
  workloads: Workload[];
  /** Names no more clusters than this. */
  limit?: number;
}

/**
 * Clusters with stale workloads of an entity, and clusters where it may have more workloads. A
 * cluster that cannot be read must not look empty.
 */
export function EntityCoverage({ limit, workloads }: EntityCoverageProps) {
  const { data: clusters = [] } = useClusters();
  const used = new Set(workloads.map(({ cluster }) => cluster));
  return (
    <CoverageNotice
      limit={limit}
      clusters={clusters.filter(
        one =>
          used.has(one.name) ||
          (lacksWorkloads(one) && one.freshness.state !== 'disabled'),
      )}
    />
  );
}
