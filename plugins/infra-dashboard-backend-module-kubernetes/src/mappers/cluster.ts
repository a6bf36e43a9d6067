import {
  countBy,
  totalsOfNodes,
  type Health,
  type Limitation,
  type NodeStatus,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  ProviderFailure,
  type Topology,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterParts } from '../read/ClusterReader';
import { clusterCompleteness, workloadsAreComplete } from './completeness';
import { joinNodes } from './nodeUsage';
import { joinWorkloads } from './workload';
import type { CredentialsIdentity } from '../credentials/describeCredentials';
import {
  expiryLimitations,
  metricsLimitations,
  namespaceLimitation,
  objectLimitations,
} from './limitations';
import { compact } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isFatal, itemsOf, type Part } from './parts';
import { grantManifest, type Grantee } from '../remedies';
import {
  DEPLOYMENTS,
  NODE_METRICS,
  NODES,
  POD_METRICS,
  PODS,
} from '../resources';

export interface ReadingOptions {
  cluster: string;
  grantee: Grantee;
  /** What is known about the credentials in use. */
  identity?: CredentialsIdentity;
}

function forbidden(
  what: string,
  { grantee, identity }: ReadingOptions,
): ProviderFailure {
  if (identity?.kind === 'none') {
    return new ProviderFailure(
      'UNAUTHORIZED',
      'The configured user has no credentials, and nobody may read without',
      { hint: 'Put the token of a service account into the configuration' },
    );
  }
  return new ProviderFailure(
    'FORBIDDEN',
    `The credentials may read neither ${what}`,
    {
      hint: `Grant it to them with kubectl apply -f of:\n${grantManifest(
        grantee,
      )}`,
      upstreamStatus: 403,
    },
  );
}

function failureOf(part: Part<unknown>): ProviderFailure | undefined {
  return part.state === 'failed' || part.state === 'missing'
    ? part.failure
    : undefined;
}

function clusterHealth(
  nodes: NodeStatus[],
  hidden: boolean,
): { health: Health; statusReason?: string } {
  if (hidden) {
    return {
      health: 'unknown',
      statusReason: 'The nodes are hidden from these credentials',
    };
  }
  if (nodes.length === 0) {
    return { health: 'unknown', statusReason: 'The cluster has no nodes' };
  }
  const bad = nodes.filter(({ health }) =>
    ['degraded', 'failed', 'unknown'].includes(health),
  );
  if (bad.length === 0) return { health: 'healthy' };
  const allDown = nodes.every(({ status }) => status !== 'ready');
  return {
    health: allDown ? 'failed' : 'degraded',
    statusReason: `Of ${nodes.length} nodes not well: ${nameSome(bad)}`,
  };
}

/** How many nodes a sentence names. */
const MAX_NAMED = 3;

function nameSome(nodes: NodeStatus[]): string {
  const named = nodes
    .slice(0, MAX_NAMED)
    .map(({ name, statusReason }) =>
      statusReason ? `${name} (${statusReason})` : name,
    );
  const others = nodes.length - named.length;
  return [...named, ...(others > 0 ? [`${others} more`] : [])].join(', ');
}

function clusterLimitations(
  parts: ClusterParts,
  { grantee, identity }: ReadingOptions,
): Limitation[] {
  return [
    ...objectLimitations(NODES, parts.nodes, grantee),
    ...objectLimitations(PODS, parts.pods, grantee),
    ...objectLimitations(DEPLOYMENTS, parts.deployments, grantee),
    ...metricsLimitations(
      NODE_METRICS,
      parts.nodeMetrics,
      grantee,
      itemsOf(parts.nodes).some(({ status }) => status === 'ready'),
    ),
    ...(grantee.namespace ? [namespaceLimitation(grantee.namespace)] : []),
    ...expiryLimitations(identity),
  ];
}

/** Sums of doubles end in noise such as 465.33299999999997 cores. */
function withoutNoise(usage: Usage): Usage {
  return Object.fromEntries(
    Object.entries(usage).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
    ]),
  );
}

/**
 * The cluster out of what was read of it. Rejects only when there is nothing to show: the
 * nodes failed, or neither they nor the pods may be read.
 */
export async function toTopology(
  parts: ClusterParts,
  options: ReadingOptions,
): Promise<Topology> {
  const { grantee } = options;
  const { nodes: nodePart, pods } = parts;
  const broken = failureOf(nodePart);
  if (broken) throw broken;
  const podFailure = failureOf(pods);
  if (nodePart.state === 'denied') {
    if (podFailure) throw podFailure;
    if (pods.state === 'denied') throw forbidden('nodes nor pods', options);
  }
  if (podFailure && podFailure.code !== 'TIMEOUT' && isFatal(podFailure)) {
    throw podFailure;
  }
  const workloads = await joinWorkloads(parts);
  const nodes = await joinNodes(parts, {
    workloads,
    namespace: grantee.namespace,
  });
  const totals = totalsOfNodes(nodes);
  return {
    version: parts.version,
    ...clusterHealth(nodes, nodePart.state === 'denied'),
    nodes,
    totals: {
      ...totals,
      cpu: withoutNoise(totals.cpu),
      ...(pods.state === 'read' && {
        workloads: countBy(workloads, ({ health }) => health),
      }),
    },
    limitations: clusterLimitations(parts, options),
    complete: clusterCompleteness(parts),
    ...(parts.uid && { identity: `kube-system:${parts.uid}` }),
    metadata: compact({
      uid: parts.uid,
      namespace: grantee.namespace,
    }),
  };
}

/** What was joined is as old as the oldest of its parts. */
function observedAtOf(
  parts: Array<Part<unknown>>,
): Pick<WorkloadsReading, 'observedAt'> {
  const times = parts.flatMap(part =>
    part.state === 'read' && part.observedAt !== undefined
      ? [part.observedAt]
      : [],
  );
  return times.length > 0 ? { observedAt: Math.min(...times) } : {};
}

/**
 * The pods and deployments out of what was read. Rejects when one of the lists failed,
 * since half of them would look as if the other half were gone.
 */
export async function toWorkloadsReading(
  parts: ClusterParts,
  options: ReadingOptions,
): Promise<WorkloadsReading> {
  const { grantee } = options;
  const { pods, deployments } = parts;
  const failed =
    failureOf(pods) ??
    (deployments.state === 'failed' ? deployments.failure : undefined);
  if (failed) throw failed;
  if (pods.state === 'denied' && deployments.state === 'denied') {
    throw forbidden('pods nor deployments', options);
  }
  const items = await joinWorkloads(parts);
  return {
    items,
    ...observedAtOf([pods, deployments]),
    complete: workloadsAreComplete(parts),
    limitations: [
      ...objectLimitations(PODS, pods, grantee),
      ...objectLimitations(DEPLOYMENTS, deployments, grantee),
      ...metricsLimitations(POD_METRICS, parts.podMetrics, grantee),
    ],
  };
}
