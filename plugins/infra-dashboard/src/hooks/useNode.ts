import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { usePolled, type Polled } from './usePolled';

/** One node with its slow facts: `GET /clusters/:cluster/nodes/:node`. @public */
export function useNode(options: {
  cluster: string;
  node: string;
}): Polled<NodeStatus> {
  const { cluster, node } = options;
  return usePolled(['node', cluster, node], api => api.getNode(cluster, node));
}
