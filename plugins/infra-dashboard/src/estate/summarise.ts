import type {
  ClusterStatus,
  Health,
  Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** A usage over several clusters. */
export interface EstateUsage extends Usage {
  /** Total of the clusters that tell what is in use; less than `total` where some do not. */
  measuredTotal?: number;
  /** Total of the clusters that tell what is requested or allocated. */
  requestedTotal?: number;
}

/** What the summary line tells of all clusters together. */
export interface EstateSummary {
  clusters: { total: number } & Partial<Record<Health, number>>;
  /** Clusters without a successful read, whose nodes and workloads are not counted. */
  unread: number;
  nodes: { total: number } & Record<string, number>;
  workloads: { total: number } & Partial<Record<Health, number>>;
  cpu: EstateUsage;
  memory: EstateUsage;
  storage: EstateUsage;
}

function addCounts(
  sum: Record<string, number>,
  counts: Partial<Record<string, number>> | undefined,
) {
  for (const [key, count] of Object.entries(counts ?? {})) {
    sum[key] = (sum[key] ?? 0) + (count ?? 0);
  }
}

function addUsage(sum: EstateUsage, usage: Usage | undefined) {
  if (!usage) return;
  for (const key of ['used', 'total', 'requested'] as const) {
    const value = usage[key];
    if (value !== undefined) sum[key] = (sum[key] ?? 0) + value;
  }
  if (usage.used !== undefined && usage.total !== undefined) {
    sum.measuredTotal = (sum.measuredTotal ?? 0) + usage.total;
  }
  if (usage.requested !== undefined && usage.total !== undefined) {
    sum.requestedTotal = (sum.requestedTotal ?? 0) + usage.total;
  }
}

function withPercentage(usage: EstateUsage): EstateUsage {
  const { measuredTotal, used } = usage;
  if (used === undefined || !measuredTotal) return usage;
  return { ...usage, percentage: (used / measuredTotal) * 100 };
}

/** Adds up clusters. What no cluster knows stays absent. */
export function summarise(clusters: ClusterStatus[]): EstateSummary {
  const healths = { total: clusters.length };
  const nodes = { total: 0 };
  const workloads = { total: 0 };
  const cpu: EstateUsage = {};
  const memory: EstateUsage = {};
  const storage: EstateUsage = {};
  for (const { health, totals } of clusters) {
    addCounts(healths, { [health]: 1 });
    addCounts(nodes, totals.nodes);
    addCounts(workloads, totals.workloads);
    addUsage(cpu, totals.cpu);
    addUsage(memory, totals.memory);
    addUsage(storage, totals.storage);
  }
  return {
    clusters: healths,
    unread: clusters.filter(({ freshness }) => !freshness.observedAt).length,
    nodes,
    workloads,
    cpu: withPercentage(cpu),
    memory: withPercentage(memory),
    storage: withPercentage(storage),
  };
}
