import {
  countBy,
  totalsOfNodes,
  type ClusterTotals,
  type NodeStatus,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  compact,
  failed,
  forEachSliced,
  ProviderFailure,
  success,
  type ClusterReading,
  type Topology,
  messageOf,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isForbidden, valueOf, type ClusterParts } from './ClusterParts';
import { clusterIdentity, regionUids } from '../identity';
import { granteeOf, readerRemedy } from '../remedies';
import type { Hypervisor } from '../schemas';
import { capacityOfQuota } from './capacity';
import { judgeCluster } from './clusterHealth';
import { findCompleteness } from './completeness';
import { hostGroupsOf } from './hostGroups';
import { hypervisorName, NodeNames } from './hypervisor';
import { findLimitations, findServerLimitations } from './limitations';
import { mapNode } from './node';
import { findEqualDisks, type EqualDisks } from './sharedDisk';
import { mapPool } from './storage';
import { mapWorkload } from './workload';

function mapNodes(
  parts: ClusterParts,
  hypervisors: Hypervisor[],
  names: NodeNames,
): NodeStatus[] {
  const placement = valueOf(parts.placement);
  const services = new Map(
    (valueOf(parts.services)?.items ?? []).map(item => [item.host, item]),
  );
  return hypervisors.map(hypervisor =>
    mapNode(hypervisor, {
      cluster: parts.cluster,
      name: names.ofHypervisor(hypervisor),
      service: services.get(hypervisor.service?.host ?? ''),
      allocation: placement?.byId.get(hypervisor.id),
      isOutdated: !parts.hypervisors.ok,
    }),
  );
}

async function mapWorkloads(
  parts: ClusterParts,
  hypervisors: Hypervisor[],
  names: NodeNames,
): Promise<Workload[]> {
  const { cluster, faults, flavors, projects, readAt: now } = parts;
  const downHosts = new Set(
    hypervisors.filter(({ state }) => state === 'down').map(hypervisorName),
  );
  const context = { cluster, downHosts, faults, flavors, names, now, projects };
  const workloads: Workload[] = [];
  // Tens of thousands of servers must not block the event loop.
  await forEachSliced(valueOf(parts.servers)?.items ?? [], server => {
    workloads.push(mapWorkload(server, context));
  });
  return workloads;
}

function totalsOf(
  parts: ClusterParts,
  {
    disks,
    nodes,
    workloads,
  }: { disks?: EqualDisks; nodes: NodeStatus[]; workloads: Workload[] },
): ClusterTotals {
  const limits = valueOf(parts.limits);
  const quota = limits && capacityOfQuota(limits);
  // The state of a host that could not be read again is the last known one.
  const down = new Set(
    parts.lastHypervisors
      .filter(({ state }) => state === 'down')
      .map(({ id }) => id),
  );
  const isCounted = ({ id, status }: NodeStatus) =>
    status !== 'offline' && (parts.hypervisors.ok || !down.has(id));
  const summed = totalsOfNodes(nodes, { isCounted });
  if (disks) delete summed.storage;
  return {
    ...(quota
      ? { cpu: quota.cpu, memory: quota.memory, nodes: { total: 0 } }
      : summed),
    ...(parts.servers.ok && {
      workloads: countBy(workloads, ({ health }) => health),
    }),
  };
}

function metadataOf(parts: ClusterParts): Record<string, string> {
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

/** Adds the command that grants what is missing. */
function withRemedy(
  failure: ProviderFailure,
  { token }: ClusterParts,
): ProviderFailure {
  if (failure.code !== 'FORBIDDEN') return failure;
  return new ProviderFailure('FORBIDDEN', messageOf(failure), {
    hint: readerRemedy(granteeOf(token)),
    upstreamStatus: failure.upstreamStatus,
  });
}

/** Maps a region. The reading has no topology if neither hosts nor servers were read. */
export async function mapCluster(parts: ClusterParts): Promise<ClusterReading> {
  const { cluster: name, hypervisors: listed, servers } = parts;
  // The last hosts are shown while a failure lasts, but not once they are forbidden.
  const last = isForbidden(listed) ? [] : parts.lastHypervisors;
  const hypervisors = listed.ok ? listed.value.items : last;
  const names = new NodeNames(hypervisors, parts.nameOwners);
  const nodes = mapNodes(parts, hypervisors, names);
  const items = await mapWorkloads(parts, hypervisors, names);
  const { workloads: complete, ...completeNodes } = findCompleteness(parts);
  const disks = findEqualDisks(nodes, hypervisors, valueOf(parts.placement));
  const hostGroups = hostGroupsOf(parts, items);
  const pools = valueOf(parts.pools);
  // The one that requests use says nothing about the version, if Nova did not report one.
  const { max: version } = parts.microversion;
  const topology: Topology = {
    ...(version && { version: `compute ${version}` }),
    ...judgeCluster(parts, nodes),
    nodes,
    ...(pools && { storages: pools.items.map(one => mapPool(one, name)) }),
    ...(hostGroups && { hostGroups }),
    totals: totalsOf(parts, { disks, nodes, workloads: items }),
    limitations: findLimitations(parts, disks),
    complete: {
      ...completeNodes,
      ...(pools && { storages: pools.skipped === 0 && !pools.truncated }),
    },
    identity: clusterIdentity(parts),
    uids: regionUids(parts),
    ...(!parts.allProjects && { scope: parts.token.project.id }),
    metadata: metadataOf(parts),
  };
  if (servers.ok) {
    const limitations = findServerLimitations(parts);
    return {
      name,
      topology: success(topology),
      workloads: success({ items, limitations, complete }),
    };
  }
  const failure = failed(withRemedy(servers.failure, parts));
  return {
    name,
    topology: listed.ok ? success(topology) : failure,
    workloads: failure,
  };
}
