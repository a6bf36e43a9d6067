import { useRouteRef } from '@backstage/core-plugin-api';
import { clusterRouteRef, nodeRouteRef } from '../routes';
import { useWorkloadPath } from './useWorkloadPath';

/** The breadcrumbs of a cluster, node or workload. */
export function useTrail(options: {
  cluster: string;
  node?: string;
  workload?: { id: string; name: string };
}) {
  const cluster = encodeURIComponent(options.cluster);
  const clusterRoute = useRouteRef(clusterRouteRef);
  const nodeRoute = useRouteRef(nodeRouteRef);
  const workloadPath = useWorkloadPath();
  const trail = [{ label: options.cluster, href: clusterRoute({ cluster }) }];
  if (options.node !== undefined) {
    trail.push({
      label: options.node,
      href: nodeRoute({ cluster, node: encodeURIComponent(options.node) }),
    });
  }
  if (options.workload) {
    const { id, name } = options.workload;
    trail.push({
      label: name,
      href: workloadPath({ cluster: options.cluster, id }),
    });
  }
  return trail;
}
