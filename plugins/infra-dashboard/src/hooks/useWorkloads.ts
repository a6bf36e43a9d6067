import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { usePolled, type Polled } from './usePolled';

/**
 * The workloads of a node: `GET /clusters/:cluster/nodes/:node/workloads`; those of the
 * whole cluster where no node is given: `GET /clusters/:cluster/workloads`.
 *
 * @public
 */
export function useWorkloads(options: {
  cluster: string;
  node?: string;
}): Polled<Workload[]> {
  const { cluster, node } = options;
  return usePolled(['workloads', cluster, node ?? ''], async api => {
    const { items } =
      node === undefined
        ? await api.getClusterWorkloads(cluster)
        : await api.getNodeWorkloads(cluster, node);
    return items;
  });
}
