import type { Cluster, Fleet } from '../fleet/schema';

/**
 * Finds a cluster by name.
 *
 * @param type - of the one that is taken where none is named: the first that can be reached
 * @throws Error that names the cluster
 */
export function findCluster<T extends Cluster['type']>(
  { clusters }: Fleet,
  name: string | undefined,
  type?: T,
): Extract<Cluster, { type: T }> {
  const found = clusters.find(one =>
    name === undefined ? one.reachable : one.name === name,
  );
  const chosen =
    name === undefined && type
      ? clusters.find(one => one.reachable && one.type === type)
      : found;
  if (!chosen) throw new Error(`There is no cluster ${name ?? ''}`.trim());
  if (type && chosen.type !== type) {
    throw new Error(`${chosen.name} is ${chosen.type}, not ${type}`);
  }
  return chosen as Extract<Cluster, { type: T }>;
}
