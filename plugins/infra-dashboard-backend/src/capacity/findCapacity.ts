import type {
  CapacityQuery,
  CapacityReport,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { ClusterRecord } from '../collector';
import { composeCluster } from '../inventory/composeCluster';
import { composeCapacity } from './composeCapacity';

/** Where a machine or pod of a size fits in clusters as the caller may see them. */
export function findCapacity(
  records: readonly ClusterRecord[],
  { cpu, memory }: Pick<CapacityQuery, 'cpu' | 'memory'>,
  now: number,
): CapacityReport {
  const size = {
    ...(cpu !== undefined && { cpu }),
    ...(memory !== undefined && { memory }),
  };
  const items = records
    .filter(({ entry, snapshot }) => entry.enabled && snapshot.topology.data)
    .map(record => {
      const { freshness, name, provider } = composeCluster(record, { now });
      const { nodes } = record.snapshot.topology.data!;
      return {
        ...{ cluster: name, provider, freshness },
        ...composeCapacity(nodes, size),
      };
    })
    .sort(
      (one, other) =>
        other.fits - one.fits || one.cluster.localeCompare(other.cluster),
    );
  return { size, items };
}
