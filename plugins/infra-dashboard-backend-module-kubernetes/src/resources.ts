import { IDENTITY_NAMESPACE } from './identity';
import { CRON_JOB } from './mappers/cronJob';
import { DAEMON_SET } from './mappers/daemonSet';
import { DEPLOYMENT } from './mappers/deployment';
import { DEPLOYMENT_CONFIG } from './mappers/deploymentConfig';
import { JOB } from './mappers/job';
import { POD } from './mappers/pod';
import { REPLICA_SET } from './mappers/replicaSet';
import { ROLLOUT } from './mappers/rollout';
import { STATEFUL_SET } from './mappers/statefulSet';
import type { WorkloadKind } from './mappers/WorkloadKind';
import { toWatchRule, type ResourceRule } from './resourceRule';

export const NODES: ResourceRule = {
  id: 'nodes',
  title: 'nodes',
  verb: 'list',
  group: '',
  resource: 'nodes',
  namespaced: false,
  essential: true,
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

export const EVENTS: ResourceRule = {
  id: 'events',
  title: 'events',
  verb: 'list',
  group: '',
  resource: 'events',
  namespaced: true,
};

export const IDENTITY: ResourceRule = {
  id: 'identity',
  title: `namespace ${IDENTITY_NAMESPACE}`,
  verb: 'get',
  group: '',
  resource: 'namespaces',
  name: IDENTITY_NAMESPACE,
  namespaced: false,
};

/** What controls pods. A kind that is added here is read, checked, granted and listed. */
export const CONTROLLER_KINDS: readonly WorkloadKind[] = [
  DEPLOYMENT,
  STATEFUL_SET,
  DAEMON_SET,
  REPLICA_SET,
  JOB,
  CRON_JOB,
  ROLLOUT,
  DEPLOYMENT_CONFIG,
];

export const PODS = POD.rule;

const CONTROLLERS = CONTROLLER_KINDS.map(({ rule }) => rule);

/** What has limitations of its own: it may be denied, cut off or unreadable. */
export const OBJECT_RULES = [NODES, PODS, ...CONTROLLERS];

export const ALL_RULES = [
  ...OBJECT_RULES,
  NODE_METRICS,
  POD_METRICS,
  EVENTS,
  IDENTITY,
];

/** What is kept up to date between refreshes; without it each refresh reads whole lists. */
export const WATCHED_RULES = [PODS, ...CONTROLLERS].map(toWatchRule);
