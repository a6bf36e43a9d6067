import type {
  History,
  HistoryMetric,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { HistoryList } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { usePolled, type Polled } from './usePolled';

/** The backend samples every few minutes, so polling more often is useless. */
const HISTORY_INTERVAL_MS = 120_000;

const DAY_MS = 86_400_000;

function since(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString();
}

/**
 * How a cluster, or one of its nodes or workloads, was used in the last days:
 * `GET /clusters/:cluster/history`, `GET /history/workloads/:cluster/:id`.
 *
 * @public
 */
export function useHistory(options: {
  cluster: string;
  node?: string;
  /** Id of the workload. */
  workload?: string;
  /** Length of the past, in days. */
  days: number;
}): Polled<History> {
  const { cluster, days, node, workload } = options;
  return usePolled(
    ['history', cluster, node ?? '', workload ?? '', String(days)],
    api =>
      workload === undefined
        ? api.getHistory(cluster, { node, from: since(days) })
        : api.getWorkloadHistory(cluster, workload, { from: since(days) }),
    { interval: HISTORY_INTERVAL_MS, keepPreviousData: true },
  );
}

/** The last day of one metric of all clusters: `GET /history`. @public */
export function useHistories(metric: HistoryMetric): Polled<HistoryList> {
  return usePolled(
    ['histories', metric],
    api => api.getHistories({ metric, from: since(1) }),
    { interval: HISTORY_INTERVAL_MS },
  );
}
