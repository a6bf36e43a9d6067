import type { SearchResult } from '@backstage/plugin-search-common';
import { INFRA_DASHBOARD_SEARCH_TYPE } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Whether a result of a search is a workload. */
export function isWorkloadResult({ type }: Pick<SearchResult, 'type'>) {
  return type === INFRA_DASHBOARD_SEARCH_TYPE;
}
