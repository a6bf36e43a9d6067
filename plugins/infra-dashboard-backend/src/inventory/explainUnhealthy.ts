import {
  HEALTHS,
  type ClusterStatus,
  type Health,
  type NodeStatus,
  type ProviderStatus,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** An unhealthy object, described in words, with what is affected. */
export interface Problem {
  subject: 'provider' | 'cluster' | 'node' | 'workloads';
  severity: 'error' | 'warning';
  /** Name of the cluster, or of the provider that brings none. */
  cluster: string;
  provider: string;
  /** Only for subject `node`. */
  node?: string;
  health: Health;
  reason: string;
  /** What to do about it, where it is known. */
  hint?: string;
  /** Only for subject `workloads`: how many are in this state, and some of them. */
  count?: number;
  examples?: string[];
}

const EXAMPLES = 5;
export const UNHEALTHY: ReadonlySet<Health> = new Set<Health>([
  'failed',
  'degraded',
  'unknown',
]);

const toSeverity = (health: Health) =>
  health === 'failed' ? 'error' : 'warning';

function ofProvider(provider: ProviderStatus): Problem {
  return {
    subject: 'provider',
    severity: 'error',
    cluster: provider.name,
    provider: provider.type,
    health: 'unknown',
    reason: provider.error?.message ?? 'The configuration cannot be used',
    hint: provider.error?.hint,
  };
}

function ofNode(node: NodeStatus): Problem {
  const bad = node.conditions?.find(({ severity }) => severity === 'error');
  return {
    subject: 'node',
    severity: toSeverity(node.health),
    cluster: node.cluster,
    provider: node.provider,
    node: node.name,
    health: node.health,
    reason:
      node.statusReason ??
      bad?.message ??
      bad?.type ??
      `The node is ${node.rawStatus ?? node.status}`,
  };
}

function ofCluster(cluster: ClusterStatus): Problem[] {
  const { error, freshness, workloadsError } = cluster;
  const base = {
    subject: 'cluster',
    cluster: cluster.name,
    provider: cluster.provider,
    health: cluster.health,
  } as const;
  const problems: Problem[] = [];
  if (error) {
    problems.push({
      ...base,
      severity: 'error',
      reason: freshness.observedAt
        ? `${error.message}; what is known is from ${freshness.observedAt}`
        : `${error.message}; it was never read`,
      hint: error.hint,
    });
  } else if (freshness.state === 'stale') {
    problems.push({
      ...base,
      severity: 'warning',
      reason: `There is no new data since ${freshness.observedAt}`,
    });
  }
  // What was wrong before the read failed still is, as far as is known.
  const health = cluster.lastKnownHealth ?? cluster.health;
  if (cluster.statusReason && UNHEALTHY.has(health)) {
    problems.push({
      ...base,
      health,
      severity: toSeverity(health),
      reason: cluster.statusReason,
    });
  }
  if (workloadsError && workloadsError.message !== error?.message) {
    problems.push({
      ...base,
      severity: 'warning',
      reason: `The workloads cannot be read: ${workloadsError.message}`,
      hint: workloadsError.hint,
    });
  }
  return problems;
}

/** Groups by cluster, type and the word of the platform, since these share their cause. */
function ofWorkloads(workloads: Workload[]): Problem[] {
  const groups = new Map<string, Workload[]>();
  for (const workload of workloads) {
    if (UNHEALTHY.has(workload.health)) {
      const { cluster, type, status, health } = workload;
      const key = JSON.stringify([cluster, type, status, health]);
      const group = groups.get(key);
      if (group) group.push(workload);
      else groups.set(key, [workload]);
    }
  }
  return [...groups.values()].map(group => {
    const { cluster, provider, type, status, health } = group[0];
    const why = group.find(({ statusReason }) => statusReason)?.statusReason;
    return {
      subject: 'workloads',
      severity: toSeverity(health),
      cluster,
      provider,
      health,
      reason: `${type} ${status}${why ? `: ${why}` : ''}`,
      count: group.length,
      examples: group
        .slice(0, EXAMPLES)
        .map(({ namespace, name }) =>
          namespace ? `${namespace}/${name}` : name,
        ),
    };
  });
}

/**
 * What is unhealthy, the worst first: providers that cannot work, clusters that cannot be
 * read, nodes, and workloads grouped by what is wrong with them.
 */
export function explainUnhealthy(options: {
  providers: ProviderStatus[];
  /** With their nodes. */
  clusters: ClusterStatus[];
  workloads: Workload[];
}): Problem[] {
  const rank = ({ severity, health, count = 0 }: Problem) =>
    (severity === 'error' ? 1e9 : 0) + HEALTHS.indexOf(health) * 1e7 + count;
  const clusters = options.clusters.filter(
    ({ freshness }) => freshness.state !== 'disabled',
  );
  const seen = new Set(clusters.map(({ name }) => name));
  return [
    ...options.providers
      .filter(({ state, name }) => state === 'misconfigured' && !seen.has(name))
      .map(ofProvider),
    ...clusters.flatMap(ofCluster),
    ...clusters
      .flatMap(({ nodes = [] }) => nodes)
      .filter(({ health }) => UNHEALTHY.has(health))
      .map(ofNode),
    ...ofWorkloads(
      options.workloads.filter(({ cluster }) => seen.has(cluster)),
    ),
  ].sort((a, b) => rank(b) - rank(a));
}
