/** Something we read, as RBAC names it. */
export interface ResourceRule {
  id:
    | 'nodes'
    | 'pods'
    | 'deployments'
    | 'node-metrics'
    | 'pod-metrics'
    | 'identity';
  /** In words for people, after "list" or "read". */
  title: string;
  verb: 'list' | 'get' | 'watch';
  group: string;
  resource: string;
  /** Only this object. */
  name?: string;
  /** Whether rules for it can be given for one namespace. */
  namespaced: boolean;
}

export const NODES: ResourceRule = {
  id: 'nodes',
  title: 'nodes',
  verb: 'list',
  group: '',
  resource: 'nodes',
  namespaced: false,
};

export const PODS: ResourceRule = {
  id: 'pods',
  title: 'pods',
  verb: 'list',
  group: '',
  resource: 'pods',
  namespaced: true,
};

export const DEPLOYMENTS: ResourceRule = {
  id: 'deployments',
  title: 'deployments',
  verb: 'list',
  group: 'apps',
  resource: 'deployments',
  namespaced: true,
};

export const NODE_METRICS: ResourceRule = {
  id: 'node-metrics',
  title: 'node metrics',
  verb: 'list',
  group: 'metrics.k8s.io',
  resource: 'nodes',
  namespaced: false,
};

export const POD_METRICS: ResourceRule = {
  id: 'pod-metrics',
  title: 'pod metrics',
  verb: 'list',
  group: 'metrics.k8s.io',
  resource: 'pods',
  namespaced: true,
};

/** The uid of this namespace is the closest thing to an identity that a cluster has. */
export const IDENTITY: ResourceRule = {
  id: 'identity',
  title: 'the namespace kube-system',
  verb: 'get',
  group: '',
  resource: 'namespaces',
  name: 'kube-system',
  namespaced: false,
};

export const ALL_RULES = [
  NODES,
  PODS,
  DEPLOYMENTS,
  NODE_METRICS,
  POD_METRICS,
  IDENTITY,
];

/** What is kept up to date between refreshes; without it each refresh reads whole lists. */
export const WATCHED_RULES = [PODS, DEPLOYMENTS].map(toWatchRule);

/** The right to watch what a rule lists. */
export function toWatchRule(rule: ResourceRule): ResourceRule {
  return { ...rule, verb: 'watch' };
}

const VERSIONS: Record<string, string> = {
  '': '/api/v1',
  apps: '/apis/apps/v1',
  'metrics.k8s.io': '/apis/metrics.k8s.io/v1beta1',
};

/** Path of a resource's list, within the namespace where it has one. */
export function pathOf(rule: ResourceRule, namespace?: string): string {
  const scope =
    rule.namespaced && namespace
      ? `/namespaces/${encodeURIComponent(namespace)}`
      : '';
  const name = rule.name ? `/${encodeURIComponent(rule.name)}` : '';
  return `${VERSIONS[rule.group]}${scope}/${rule.resource}${name}`;
}
