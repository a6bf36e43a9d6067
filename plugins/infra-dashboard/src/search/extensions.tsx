import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { INFRA_DASHBOARD_SEARCH_TYPE } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { RiServerLine } from '@remixicon/react';
import { isWorkloadResult } from './isWorkloadResult';

const workloadResult = SearchResultListItemBlueprint.make({
  params: {
    predicate: isWorkloadResult,
    component: async () => {
      const { WorkloadSearchResultListItem } = await import(
        './WorkloadSearchResultListItem'
      );
      return WorkloadSearchResultListItem;
    },
  },
});

const workloadResultType = SearchFilterResultTypeBlueprint.make({
  params: {
    value: INFRA_DASHBOARD_SEARCH_TYPE,
    name: 'Infrastructure',
    icon: <RiServerLine />,
  },
});

/** Workloads on the search page: the result item, and the type to narrow by. */
export const searchExtensions = [workloadResult, workloadResultType];
