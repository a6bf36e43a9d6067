import { useRouteRef } from '@backstage/core-plugin-api';
import { clusterRouteRef, nodeRouteRef } from '../routes';

/** The breadcrumbs of a cluster or node. */
export function useTrail(options: { cluster: string; node?: string }) {
  const cluster = encodeURIComponent(options.cluster);
  const clusterRoute = useRouteRef(clusterRouteRef);
  const nodeRoute = useRouteRef(nodeRouteRef);
  const trail = [{ label: options.cluster, href: clusterRoute({ cluster }) }];
  if (options.node !== undefined) {
    trail.push({
      label: options.node,
      href: nodeRoute({ cluster, node: encodeURIComponent(options.node) }),
    });
  }
  return trail;
}
