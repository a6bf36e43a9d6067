import type {
  Workload,
  WorkloadDetailQuery,
  WorkloadResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import type { EntityVisibility } from '../permissions/VisibleEntities';
import { composeReadState } from './composeCluster';
import { hideEntities } from './hideEntities';
import type { Inventory } from './Inventory';
import { pickDetail } from './pickDetail';
import { readList } from './query/readFilters';

/**
 * The response about one workload. Its details are read on demand; where they cannot be read, it
 * says why.
 */
export async function respondWith(
  found: { record: ClusterRecord; workload: Workload },
  query: WorkloadDetailQuery,
  options: { inventory: Inventory; entities: EntityVisibility },
): Promise<WorkloadResponse> {
  const { record, workload } = found;
  const { entities, inventory } = options;
  const { error, workloadsError, workloadsFreshness } = composeReadState(
    record,
    inventory.now,
  );
  const [shown] = await hideEntities([workload], entities);
  const response: WorkloadResponse = {
    workload: shown,
    freshness: workloadsFreshness,
    error: error ?? workloadsError,
  };
  const include = readList(query.include);
  if (!include) return response;
  const described = await inventory.describe(record, workload);
  return {
    ...response,
    detail: described.detail && pickDetail(described.detail, include),
    detailError: described.error,
  };
}
