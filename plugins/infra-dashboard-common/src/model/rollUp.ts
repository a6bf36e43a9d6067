import type { ClusterTotals } from './cluster';
import type { NodeStatus } from './node';
import { sumUsage } from './usage';
import { HEALTHS, type CountsBy, type Health } from './vocabulary';

/**
 * The worst of several healths; `unknown` for none.
 *
 * @public
 */
export function worstHealth(healths: Health[]): Health {
  if (healths.length === 0) return 'unknown';
  return healths.reduce((worst, health) =>
    HEALTHS.indexOf(health) > HEALTHS.indexOf(worst) ? health : worst,
  );
}

/**
 * Counts items by one of their words, with the total.
 *
 * @public
 */
export function countBy<T, K extends string>(
  items: T[],
  key: (item: T) => K,
): CountsBy<K> {
  const counted: Record<string, number> = { total: items.length };
  for (const item of items) {
    counted[key(item)] = (counted[key(item)] ?? 0) + 1;
  }
  return counted as CountsBy<K>;
}

/** Whether a node is not known to be down. */
function isServing({ status }: NodeStatus): boolean {
  return status !== 'offline' && status !== 'not-ready';
}

/**
 * Totals of a cluster if all its nodes are known: CPU, memory and storage summed over the
 * nodes, never the mean of percentages. Storage is left out where no node has any.
 *
 * Only capacity counts that can serve workloads now: that of nodes that are down does not,
 * however long the platform repeats it. They are counted as nodes.
 *
 * @param options - `isCounted`: whether the capacity of a node counts; default: unless it is
 *   `offline` or `not-ready`
 *
 * @public
 */
export function totalsOfNodes(
  nodes: NodeStatus[],
  options: { isCounted?: (node: NodeStatus) => boolean } = {},
): ClusterTotals {
  const counted = nodes.filter(options.isCounted ?? isServing);
  const storage = sumUsage(counted.map(node => node.storage));
  return {
    cpu: sumUsage(counted.map(node => node.cpu)),
    memory: sumUsage(counted.map(node => node.memory)),
    ...(Object.keys(storage).length > 0 && { storage }),
    nodes: countBy(nodes, node => node.status),
    nodesByHealth: countBy(nodes, node => node.health),
  };
}
