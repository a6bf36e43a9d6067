import {
  countBy,
  totalsOfNodes,
  type ClusterTotals,
  type Health,
  type NodeStatus,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  ProviderFailure,
  type Topology,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  compact,
  forEachSliced,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { clusterCompleteness, workloadsAreComplete } from './completeness';
import { keystoneIdentity } from '../client/catalog';
import { joinNodes, NodeNames, shownHypervisors } from './joinNodes';
import {
  clusterLimitations,
  granteeOf,
  serverLimitations,
} from './limitations';
import { capacityOfQuota, mapServer } from '.';
import { hypervisorName } from './node';
import { failureOf, valueOf } from '../parts';
import type { RegionParts } from '../ClusterParts';
import { readerRemedy } from '../remedies';

export interface ReadingOptions {
  cluster: string;
  /** The operator's word on whether the servers of all projects are wanted. */
  allProjects: boolean | undefined;
  now?: number;
}

async function mapWorkloads(
  parts: RegionParts,
  options: ReadingOptions,
): Promise<Workload[]> {
  const { projects, flavors, faults } = parts;
  const hypervisors = shownHypervisors(parts);
  const names = new NodeNames(hypervisors);
  const downHosts = new Set(
    hypervisors.filter(({ state }) => state === 'down').map(hypervisorName),
  );
  const now = options.now ?? Date.now();
  const workloads: Workload[] = [];
  // Tens of thousands of servers must not hold up everybody else.
  await forEachSliced(valueOf(parts.servers)?.items ?? [], server => {
    const workload = mapServer(server, {
      cluster: options.cluster,
      now,
      projects,
      flavors,
      faults,
      downHosts,
    });
    const node = names.ofServer(server);
    workloads.push(node ? { ...workload, node } : workload);
  });
  return workloads;
}

/** The cluster counts what the workloads list: both map the same parts, once. */
const mapped = new WeakMap<RegionParts, Promise<Workload[]>>();

function workloadsOf(
  parts: RegionParts,
  options: ReadingOptions,
): Promise<Workload[]> {
  const workloads = mapped.get(parts) ?? mapWorkloads(parts, options);
  mapped.set(parts, workloads);
  return workloads;
}

function clusterHealth(
  parts: RegionParts,
  nodes: NodeStatus[],
): { health: Health; statusReason?: string } {
  const { hypervisors } = parts;
  if (hypervisors.state === 'denied') {
    return {
      health: 'unknown',
      statusReason: 'The hypervisors are hidden from these credentials',
    };
  }
  if (hypervisors.state !== 'read') {
    return {
      health: 'unknown',
      statusReason: 'The hypervisors could not be read',
    };
  }
  if (nodes.length === 0) {
    return { health: 'unknown', statusReason: 'There are no hypervisors' };
  }
  const bad = nodes.filter(({ health }) => health !== 'healthy');
  if (bad.length === 0) return { health: 'healthy' };
  const states = countBy(nodes, node => node.status);
  const disabled = nodes.filter(({ health }) => health === 'degraded').length;
  const reasons = [
    states.offline && `${states.offline} down`,
    disabled && `${disabled} disabled`,
    states.unknown && `${states.unknown} in an unknown state`,
  ].filter(Boolean);
  return {
    health: states.online ? 'degraded' : 'failed',
    statusReason: `Of ${nodes.length} hypervisors: ${reasons.join(', ')}`,
  };
}

function totalsOf(parts: RegionParts, nodes: NodeStatus[]): ClusterTotals {
  const limits = valueOf(parts.limits);
  if (!limits) return totalsOfNodes(nodes);
  const { cpu, memory } = capacityOfQuota(limits);
  return { cpu, memory, nodes: { total: 0 } };
}

/** Which servers share a host, where hosts are hidden (O5). */
function hostGroupsOf(
  parts: RegionParts,
  workloads: Workload[],
): Topology['hostGroups'] {
  if (parts.hypervisors.state !== 'denied') return undefined;
  const groups = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const name = workload.metadata?.hostGroup;
    if (!name) continue;
    const group = groups.get(name);
    if (group) group.push(workload);
    else groups.set(name, [workload]);
  }
  if (groups.size === 0) return undefined;
  return [...groups]
    .map(([name, items]) => ({
      name,
      workloads: countBy(items, ({ health }) => health),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function metadataOf(parts: RegionParts): Record<string, string> {
  const { max, used } = parts.microversion;
  const { project } = parts.token;
  const limits = valueOf(parts.limits);
  return compact({
    region: parts.region,
    project: project.name,
    projectId: project.id,
    scope: parts.allProjects ? 'all projects' : 'one project',
    novaMicroversion: max,
    novaMicroversionUsed: used === max ? undefined : used,
    ...(limits && capacityOfQuota(limits).metadata),
  });
}

/** Why there is nothing to show, with the way out where it is a matter of rights. */
function withRemedy(
  failure: ProviderFailure,
  parts: RegionParts,
): ProviderFailure {
  if (failure.code !== 'FORBIDDEN') return failure;
  return new ProviderFailure('FORBIDDEN', failure.message, {
    hint: readerRemedy(granteeOf(parts)),
    upstreamStatus: failure.upstreamStatus,
  });
}

/**
 * The region out of what was read of it. Rejects only when there is nothing to show:
 * neither the servers nor the hypervisors could be read.
 */
export async function toTopology(
  parts: RegionParts,
  options: ReadingOptions,
): Promise<Topology> {
  const failure = failureOf(parts.servers);
  if (failure && parts.hypervisors.state !== 'read') {
    throw withRemedy(failure, parts);
  }
  const nodes = joinNodes(parts, options.cluster);
  const workloads = await workloadsOf(parts, options);
  const hostGroups = hostGroupsOf(parts, workloads);
  const { max, used } = parts.microversion;
  const version = max ?? used;
  return {
    ...(version && { version: `compute ${version}` }),
    ...clusterHealth(parts, nodes),
    nodes,
    ...(hostGroups && { hostGroups }),
    totals: {
      ...totalsOf(parts, nodes),
      ...(!failure && { workloads: countBy(workloads, item => item.health) }),
    },
    limitations: clusterLimitations(parts, options),
    complete: clusterCompleteness(parts),
    identity: keystoneIdentity(parts.token),
    metadata: metadataOf(parts),
  };
}

/** The servers out of what was read. Rejects where they could not be. */
export async function toWorkloadsReading(
  parts: RegionParts,
  options: ReadingOptions,
): Promise<WorkloadsReading> {
  const failure = failureOf(parts.servers);
  if (failure) throw withRemedy(failure, parts);
  const items = await workloadsOf(parts, options);
  return {
    items,
    limitations: serverLimitations(parts, options),
    complete: workloadsAreComplete(parts, options),
  };
}
