import type { ClusterStatus } from './cluster';
import type { Usage } from './shared';
import { sumUsage } from './usage';

/** What sums are made of. @public */
export type CountedCluster = Pick<
  ClusterStatus,
  'duplicateOf' | 'name' | 'nested' | 'scope' | 'totals'
>;

const AMOUNTS = [
  ...(['used', 'total', 'measuredTotal'] as const),
  ...(['requested', 'requestedTotal'] as const),
];

/** What remains of a usage without a part of it; what the part does not know stays. */
function withoutPart(whole: Usage, part: Usage): Usage {
  const rest: Usage = { ...whole };
  for (const amount of AMOUNTS) {
    const value = whole[amount];
    // Both are sums of the same numbers, in another order.
    if (value !== undefined) {
      const left = value - (part[amount] ?? 0);
      rest[amount] = left > value * 1e-9 ? left : 0;
    }
  }
  return rest;
}

const hasNodes = ({ totals }: CountedCluster) => totals.nodes.total > 0;

const hasSizes = ({ totals: { cpu, memory } }: CountedCluster) =>
  cpu.total !== undefined || memory.total !== undefined;

/** The first entry for each scope of one cluster. */
function firstOfScopes<T extends CountedCluster>(group: readonly T[]): T[] {
  const scopes = new Map<string | undefined, T>();
  for (const one of group) {
    if (!scopes.has(one.scope)) scopes.set(one.scope, one);
  }
  return [...scopes.values()];
}

/**
 * Those whose nodes count: the entry that knows the nodes, which another one may not read. Where
 * none does, sizes are the quotas of projects, which add up.
 */
function countedByNodes<T extends CountedCluster>(group: readonly T[]): T[] {
  const best =
    group.find(one => hasNodes(one) && hasSizes(one)) ?? group.find(hasNodes);
  if (best) return [best];
  const quotas = firstOfScopes(group.filter(hasSizes));
  return quotas.length > 0 ? quotas : group.slice(0, 1);
}

/**
 * Those of several clusters whose nodes, and whose workloads, count in sums: one that is
 * configured twice counts once. Different scopes of one cluster, such as namespaces or projects,
 * have different workloads.
 *
 * @public
 */
export function countedClusters<T extends CountedCluster>(
  clusters: readonly T[],
): { byNodes: T[]; byWorkloads: T[] } {
  const groups = new Map<string, T[]>();
  for (const cluster of clusters) {
    const key = cluster.duplicateOf ?? cluster.name;
    const group = groups.get(key);
    if (group) group.push(cluster);
    else groups.set(key, [cluster]);
  }
  const byNodes: T[] = [];
  const byWorkloads: T[] = [];
  for (const group of groups.values()) {
    const scopes = firstOfScopes(group);
    const whole = scopes.find(({ scope }) => scope === undefined);
    byNodes.push(...countedByNodes(whole ? [whole, ...group] : group));
    byWorkloads.push(...(whole ? [whole] : scopes));
  }
  return { byNodes, byWorkloads };
}

/**
 * Adds up what several clusters have. Nodes that are machines of another one of them count there,
 * and a cluster that is configured twice counts once.
 *
 * @public
 */
export function sumClusters(
  clusters: readonly CountedCluster[],
  kind: 'cpu' | 'memory' | 'storage',
): Usage {
  const names = new Set(clusters.map(({ name }) => name));
  return sumUsage(
    countedClusters(clusters).byNodes.map(({ nested = [], totals }) => {
      const whole = totals[kind];
      const parts = nested.filter(({ cluster }) => names.has(cluster));
      return whole && parts.length > 0
        ? withoutPart(whole, sumUsage(parts.map(part => part[kind])))
        : whole;
    }),
  );
}
