import { GIB, type ClusterInput } from '../schema';

/** A cluster that cannot be reached. */
export const k8sEdge: ClusterInput = {
  name: 'k8s-edge',
  type: 'kubernetes',
  reachable: false,
  nodes: [{ name: 'edge-1', cores: 4, memory: 8 * GIB }],
  workloads: [],
};
