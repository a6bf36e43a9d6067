import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { usePolled } from './usePolled';

/** Kinds that may explain what a chart shows. */
const KINDS = 'health,version,images,moved,connection';

/** Changes that are read; those of workloads are among them. */
const LIMIT = 200;

/** As often as the history has new points. */
const INTERVAL_MS = 120_000;

/**
 * Changes of a cluster, node or workload that may explain a chart of the last days. Empty where
 * none are recorded.
 */
export function useMarkedChanges(options: {
  cluster: string;
  node?: string;
  workload?: string;
  days: number;
}): Change[] {
  const { cluster, days, node, workload } = options;
  const { data } = usePolled(
    ['marks', cluster, node ?? '', workload ?? '', String(days)],
    async api => {
      const of = { cluster, node, workload };
      const paging = { kind: KINDS, since: `${days}d`, limit: LIMIT };
      return (await api.getChanges({ ...of, ...paging })).items;
    },
    { interval: INTERVAL_MS },
  );
  return data ?? [];
}
