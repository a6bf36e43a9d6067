import { useClusterPath, useNodePath, useWorkloadPath } from '../hooks';

/** The breadcrumbs of a cluster, node or workload. */
export function useTrail(options: {
  cluster: string;
  node?: string;
  workload?: { id: string; name: string };
}) {
  const { cluster, node, workload } = options;
  const clusterPath = useClusterPath();
  const nodePath = useNodePath();
  const workloadPath = useWorkloadPath();
  const trail = [{ label: cluster, href: clusterPath(cluster) }];
  if (node !== undefined) {
    trail.push({ label: node, href: nodePath(cluster, node) });
  }
  if (workload) {
    const { id, name } = workload;
    trail.push({ label: name, href: workloadPath({ cluster, id }) });
  }
  return trail;
}
