import type { WorkloadSource } from '../impact/WorkloadSource';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  WorkloadDetailQuery,
  WorkloadResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { ClusterRecord } from '../collector';
import { findPlaces, toReference } from '../impact';
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
  found: { record: ClusterRecord; workload: Workload; controller?: Workload },
  query: WorkloadDetailQuery,
  options: {
    inventory: Inventory;
    entities: EntityVisibility;
    records: ClusterRecord[];
    /** Machines that the caller may see. */
    source: WorkloadSource;
  },
): Promise<WorkloadResponse> {
  const { record, workload } = found;
  const { entities, inventory, records, source } = options;
  const { error, workloadsError, workloadsFreshness } = composeReadState(
    record,
    inventory.now,
  );
  const [shown, controller] = await hideEntities(
    found.controller ? [workload, found.controller] : [workload],
    entities,
  );
  const links = inventory.links?.of(workload) ?? [];
  const response: WorkloadResponse = {
    workload: shown,
    ...(controller && { controller: toReference(controller) }),
    runsOn: await findPlaces(workload, { record, records, source }),
    ...(links.length > 0 && { links }),
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
