import type { NodeImpact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { usePolled, type Polled } from './usePolled';

/**
 * Reads the impact of a node: `GET /clusters/:cluster/nodes/:node/impact`.
 *
 * @public
 */
export function useNodeImpact(options: {
  cluster: string;
  node: string;
}): Polled<NodeImpact> {
  const { cluster, node } = options;
  return usePolled(['impact', cluster, node], api =>
    api.getNodeImpact(cluster, node),
  );
}
