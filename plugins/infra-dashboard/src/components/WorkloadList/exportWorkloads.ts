import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  workloadCsvHead,
  workloadCsvLines,
  type InfraDashboardApi,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { WorkloadListQuery } from '../../hooks';
import type { ExportedList } from '../ListExport';

/** The workloads of a query, to be exported. */
export function exportedWorkloads(
  api: InfraDashboardApi,
  query: WorkloadListQuery,
): ExportedList<Workload> {
  return {
    load: (paging, options) =>
      api.getWorkloads({ ...query, ...paging }, options),
    head: workloadCsvHead,
    lines: workloadCsvLines,
  };
}
