import type {
  ClusterStatus,
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { z as Zod } from 'zod/v3';
import { typesOf, workloadTypesOf, type ActionDependencies } from './types';

type Platforms = ActionDependencies['platforms'];

// The actions registry hands out zod 3, so the schemas of the API cannot be used here.

/** The largest number of rows in the output of an action. */
const MAX_ROWS = 100;

export const limitInput = (z: typeof Zod) =>
  z
    .number()
    .int()
    .min(1)
    .max(MAX_ROWS)
    .default(25)
    .describe(`How many rows to return at most, up to ${MAX_ROWS}`);

/** What every list takes for its pages. */
export const pageInput = (z: typeof Zod) => ({
  limit: limitInput(z),
  cursor: z.string().optional().describe('nextCursor of the page before'),
});

/** What every list returns with a page. */
export const pageOutput = (z: typeof Zod) => ({
  totalItems: z.number().describe('Number over all pages'),
  nextCursor: z.string().optional().describe('Absent on the last page'),
});

export const healthInput = (z: typeof Zod) =>
  z
    .enum([
      'healthy',
      'stopped',
      'transitional',
      'unknown',
      'degraded',
      'failed',
    ])
    .describe('Health; stopped means stopped on purpose');

const usage = (z: typeof Zod, unit: string) =>
  z
    .object({
      used: z.number().optional().describe(`In use, in ${unit}`),
      requested: z
        .number()
        .optional()
        .describe(`Requested or allocated, in ${unit}; not the same as used`),
      total: z.number().optional().describe(`What can be used, in ${unit}`),
      measuredTotal: z
        .number()
        .optional()
        .describe(`The part of total whose use is known, in ${unit}`),
      requestedTotal: z
        .number()
        .optional()
        .describe(`The part of total whose requests are known, in ${unit}`),
      percentage: z
        .number()
        .optional()
        .describe('used / measuredTotal, 0 to 100'),
    })
    .describe('A number that is not known is absent; it is not 0');

export const clusterOutput = (z: typeof Zod, platforms: Platforms) =>
  z.object({
    name: z.string().describe('Name of the cluster, unique'),
    provider: z.string().describe(`Its platform: ${typesOf(platforms)}`),
    version: z.string().optional().describe('Version of the platform'),
    health: z.string().describe('Health of the cluster'),
    lastKnownHealth: z
      .string()
      .optional()
      .describe('Health before it became unknown for the age of the data'),
    reason: z.string().optional().describe('Why it is not healthy'),
    readError: z
      .string()
      .optional()
      .describe('Why the last read failed; the rest is older data'),
    freshness: z
      .string()
      .describe(
        'fresh, stale (last good data), pending (never read), disabled',
      ),
    observedAt: z.string().optional().describe('Time of the last good read'),
    nodes: z.record(z.number()).describe('Number of nodes by state'),
    nodesByHealth: z
      .record(z.number())
      .optional()
      .describe('Number of nodes by health; a ready node may be degraded'),
    workloads: z
      .record(z.number())
      .optional()
      .describe('Number of workloads by health'),
    cpu: usage(z, 'cores'),
    memory: usage(z, 'bytes'),
    storage: usage(z, 'bytes').optional(),
    limitations: z
      .array(z.string())
      .describe('What the credentials may not read'),
  });

export const workloadOutput = (z: typeof Zod, platforms: Platforms) =>
  z.object({
    id: z.string().describe('Stable id on its platform'),
    name: z.string().describe('Name'),
    cluster: z.string().describe('Cluster that it runs on'),
    provider: z.string().describe('Platform of the cluster'),
    type: z.string().describe(`Type: ${workloadTypesOf(platforms)}`),
    node: z.string().optional().describe('Node that it runs on'),
    namespace: z
      .string()
      .optional()
      .describe('Namespace, pool or project that it is in'),
    status: z.string().describe('The word of the platform for its state'),
    health: z.string().describe('Health'),
    reason: z.string().optional().describe('Why it is in this state'),
    addresses: z.array(z.string()).optional().describe('IP addresses'),
    entityRefs: z
      .array(z.string())
      .optional()
      .describe('Catalog entities that it belongs to'),
    owner: z.string().optional().describe('Group or user that owns it'),
  });

export const nodeOutput = (z: typeof Zod) =>
  z.object({
    name: z.string().describe('Name of the node, unique in its cluster'),
    cluster: z.string().describe('Its cluster'),
    provider: z.string().describe('Platform of the cluster'),
    status: z.string().describe('online, offline, ready, not-ready, unknown'),
    health: z.string().describe('Health'),
    reason: z.string().optional().describe('Why it is in this state'),
    freshness: z
      .string()
      .optional()
      .describe('fresh, or stale: this is the last good data'),
    observedAt: z.string().optional().describe('Time of the last good read'),
    readError: z
      .string()
      .optional()
      .describe('Why the last read of its cluster failed'),
    cpu: usage(z, 'cores'),
    memory: usage(z, 'bytes'),
    storage: usage(z, 'bytes').optional(),
    uptime: z.number().optional().describe('Seconds since it started'),
    addresses: z.array(z.string()).optional().describe('IP addresses'),
    conditions: z
      .array(z.string())
      .describe('Unhealthy conditions, with their message'),
    metadata: z
      .record(z.string())
      .optional()
      .describe('Facts such as the kernel and the CPU model'),
  });

export function toClusterOutput(
  cluster: ClusterStatus,
): Zod.output<ReturnType<typeof clusterOutput>> {
  const { totals, freshness, error } = cluster;
  return {
    name: cluster.name,
    provider: cluster.provider,
    version: cluster.version,
    health: cluster.health,
    lastKnownHealth: cluster.lastKnownHealth,
    reason: cluster.statusReason ?? error?.message,
    readError: error?.message,
    freshness: freshness.state,
    observedAt: freshness.observedAt,
    nodes: totals.nodes,
    nodesByHealth: totals.nodesByHealth,
    workloads: totals.workloads,
    cpu: totals.cpu,
    memory: totals.memory,
    storage: totals.storage,
    limitations: (cluster.limitations ?? []).map(({ message }) => message),
  };
}

export function toWorkloadOutput(
  workload: Workload,
): Zod.output<ReturnType<typeof workloadOutput>> {
  const { id, name, cluster, provider, type, node, namespace } = workload;
  return {
    ...{ id, name, cluster, provider, type, node, namespace },
    status: workload.status,
    health: workload.health,
    reason: workload.statusReason,
    addresses: workload.addresses,
    entityRefs: workload.entityRefs,
    owner: workload.ownerRef,
  };
}

export function toNodeOutput(
  node: NodeStatus,
): Zod.output<ReturnType<typeof nodeOutput>> {
  const { name, cluster, provider, status, health, cpu, memory } = node;
  return {
    ...{ name, cluster, provider, status, health, cpu, memory },
    reason: node.statusReason,
    freshness: node.freshness?.state,
    observedAt: node.freshness?.observedAt,
    readError: node.error?.message,
    storage: node.storage,
    uptime: node.uptime,
    addresses: node.addresses,
    conditions: (node.conditions ?? [])
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ type, message }) => (message ? `${type}: ${message}` : type)),
    metadata: node.metadata,
  };
}
