import { problemId } from './problemId';
import type { ClusterFacts } from './types';

/**
 * What problems of a cluster and its parts have in common: one thing of the cluster's owner, with
 * no workloads behind it.
 *
 * @param parts - what has the problem
 */
export function ofCluster(
  { cluster: { name }, owner }: ClusterFacts,
  ...parts: string[]
) {
  return {
    id: problemId(name, ...parts),
    count: 1,
    affected: [],
    affectedTotal: 0,
    ownerRefs: owner ? [owner] : [],
    entityRefs: [],
  };
}
