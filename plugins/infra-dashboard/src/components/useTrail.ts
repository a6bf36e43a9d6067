import { useRouteRef } from '@backstage/core-plugin-api';
import { clusterRouteRef, nodeRouteRef, workloadRouteRef } from '../routes';

/** The breadcrumbs of a cluster, node or workload. */
export function useTrail(options: {
  cluster: string;
  node?: string;
  workload?: { id: string; name: string };
}) {
  const cluster = encodeURIComponent(options.cluster);
  const clusterRoute = useRouteRef(clusterRouteRef);
  const nodeRoute = useRouteRef(nodeRouteRef);
  const workloadRoute = useRouteRef(workloadRouteRef);
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
      href: workloadRoute({ cluster, id: encodeURIComponent(id) }),
    });
  }
  return trail;
}
