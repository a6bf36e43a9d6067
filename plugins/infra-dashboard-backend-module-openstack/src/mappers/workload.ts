import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanLabels,
  cleanText,
  compact,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Server } from '../schemas';
import type { NodeNames } from './hypervisor';
import { fromGib, fromMib, known, normalizeId, toUtc } from './quantity';
import { flavorNameOf, sizeOf, type Flavors } from './serverSize';
import { serverState } from './workloadState';

export interface MapWorkloadOptions {
  cluster: string;
  names: NodeNames;
  /** Milliseconds since the epoch. */
  now: number;
  /** Names of projects by id without dashes. */
  projects: Map<string, string>;
  flavors?: Flavors;
  /** Names of hypervisors that do not report. */
  downHosts?: Set<string>;
  /** Why servers are in ERROR, by id, if the list does not contain it. */
  faults?: Map<string, string>;
}

/** Nova allows 50 of them. */
const MAX_TAGS = 100;

/** Values for a host that does not report; only admins get them, from 2.16 on. */
const DOWN_HOST_STATUS = new Set(['UNKNOWN', 'DOWN']);

function addressesOf(server: Server): string[] | undefined {
  const all = Object.values(server.addresses ?? {}).flatMap(list =>
    (list ?? []).map(({ addr }) => addr),
  );
  for (const address of [server.accessIPv4, server.accessIPv6]) {
    if (address) all.push(address);
  }
  return all.length > 0 ? [...new Set(all)] : undefined;
}

function imageOf(server: Server): string | undefined {
  const { image } = server;
  return (typeof image === 'string' ? image : image?.id) || undefined;
}

/**
 * A name for a hidden host. Nova returns a hash of project and host, which shows which
 * servers of a project share one.
 */
function hostGroupOf({ hostId }: Server): string | undefined {
  return hostId ? `host-${hostId.slice(0, 8)}` : undefined;
}

/** Seconds since the launch. Nova keeps that time after a stop, so only for running ones. */
function uptimeOf(server: Server, now: number): number | undefined {
  const launchedAt = toUtc(server['OS-SRV-USG:launched_at']);
  if (!launchedAt) return undefined;
  return Math.max(0, Math.floor((now - Date.parse(launchedAt)) / 1000));
}

/**
 * Maps a row of `GET /servers/detail`. Its sizes are those of the flavor, since Nova does not
 * know usage. A stub of a cell that does not respond has only an id and a project.
 */
export function mapWorkload(
  server: Server,
  options: MapWorkloadOptions,
): Workload {
  const { cluster, names, now, projects, faults } = options;
  const hypervisor = cleanText(server['OS-EXT-SRV-ATTR:hypervisor_hostname']);
  const hostIsDown =
    DOWN_HOST_STATUS.has(server.host_status ?? '') ||
    Boolean(hypervisor && options.downHosts?.has(hypervisor));
  const fault = cleanText(server.fault?.message) ?? faults?.get(server.id);
  const { isRunning, powerState, ...state } = serverState(server, {
    hostIsDown,
    fault,
  });
  const node = names.ofServer(server);
  const size = sizeOf(server, options.flavors);
  const disk = fromGib(size.disk);
  const projectId = cleanText(server.tenant_id);
  const namespace =
    projectId && (projects.get(normalizeId(projectId)) ?? projectId);
  const addresses = addressesOf(server);
  const labels = cleanLabels(server.metadata ?? undefined);
  const tags = server.tags
    ?.slice(0, MAX_TAGS)
    .map(tag => cleanText(tag) ?? '')
    .filter(Boolean);
  const uptime = isRunning ? uptimeOf(server, now) : undefined;
  const createdAt = toUtc(server.created);
  return {
    id: server.id,
    name: cleanText(server.name) ?? server.id,
    cluster,
    provider: 'openstack',
    ...(node && { node }),
    ...(namespace && { namespace }),
    type: 'instance',
    ...state,
    cpu: known({ count: size.vcpus }),
    memory: known({ total: fromMib(size.memory) }),
    // Without a disk of its own, the server boots from a volume.
    ...(disk && { storage: { total: disk } }),
    ...(uptime !== undefined && { uptime }),
    ...(labels && { labels }),
    ...(tags?.length && { tags }),
    ...(addresses && { addresses }),
    ...(createdAt && { createdAt }),
    metadata: compact({
      flavor: flavorNameOf(server, options.flavors),
      imageId: imageOf(server),
      projectId,
      availabilityZone: cleanText(server['OS-EXT-AZ:availability_zone']),
      powerState,
      vmState: cleanText(server['OS-EXT-STS:vm_state']),
      taskState: cleanText(server['OS-EXT-STS:task_state']),
      fault,
      hostId: cleanText(server.hostId),
      hostGroup: hypervisor ? undefined : hostGroupOf(server),
      hostStatus: cleanText(server.host_status),
      instanceName: cleanText(server['OS-EXT-SRV-ATTR:instance_name']),
      locked: server.locked ? 'true' : undefined,
      lockedReason: cleanText(server.locked_reason),
      description: cleanText(server.description),
    }),
  };
}
