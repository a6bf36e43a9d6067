import { address, digest } from '../../fleet/derive';
import type { Host } from '../../fleet/schema';
import type { SimulatedResponse } from '../../server/protocol';
import { allocatedOn, GIB, MIB } from '../allocations';
import { json, novaFailure, novaForbidden } from '../responses';
import { hypervisorId, serverId, serviceHost, serviceId } from '../ids';
import { pageResponse, type NovaRequest } from './request';
import { UNEXPECTED } from './servers';

const CPU_INFO = {
  arch: 'x86_64',
  model: 'EPYC-Milan',
  vendor: 'AMD',
  features: ['pge', 'clflush'],
  topology: { cores: 16, threads: 2, sockets: 2 },
};

const NEVER_READ = 512;

/** Id of a host: a number before 2.53, its UUID after. */
function idOf({ context, minor }: NovaRequest, host: Host): string | number {
  const { cluster } = context;
  return minor >= 53
    ? hypervisorId(cluster, host)
    : cluster.nodes.indexOf(host) + 1;
}

function numbers({ context, minor }: NovaRequest, host: Host) {
  const given = allocatedOn(context, host);
  const memory = Math.round(host.memory / MIB);
  const memoryUsed = Math.round(given.memory / MIB) + NEVER_READ;
  const disk = Math.round(host.disk / GIB);
  const diskUsed = Math.round(given.disk / GIB);
  return {
    vcpus: host.cores,
    memory_mb: memory,
    local_gb: disk,
    vcpus_used: given.cores,
    memory_mb_used: memoryUsed,
    local_gb_used: diskUsed,
    free_ram_mb: memory - memoryUsed,
    free_disk_gb: disk - diskUsed,
    current_workload: 0,
    running_vms: given.servers.length,
    disk_available_least: disk - diskUsed,
    cpu_info: minor >= 28 ? CPU_INFO : JSON.stringify(CPU_INFO),
  };
}

function brief(novaRequest: NovaRequest, host: Host) {
  return {
    id: idOf(novaRequest, host),
    hypervisor_hostname: host.name,
    state: host.state,
    status: host.disabledReason === undefined ? 'enabled' : 'disabled',
  };
}

function detailed(novaRequest: NovaRequest, host: Host) {
  const { context, minor, request } = novaRequest;
  const { cluster } = context;
  const wantsServers =
    minor >= 53 && /^(1|true)$/i.test(request.query.get('with_servers') ?? '');
  const { servers } = allocatedOn(context, host);
  return {
    ...brief(novaRequest, host),
    hypervisor_type: 'QEMU',
    hypervisor_version: 8002002,
    host_ip: address(cluster.name, host.name),
    service: {
      id:
        minor >= 53
          ? serviceId(cluster, host.name)
          : cluster.nodes.indexOf(host) + 3,
      host: serviceHost(host.name),
      disabled_reason: host.disabledReason ?? null,
    },
    // Fields that moved to Placement are removed since 2.88.
    ...(minor >= 88 ? { uptime: null } : numbers(novaRequest, host)),
    ...(wantsServers &&
      servers.length > 0 && {
        servers: servers.map(server => {
          const id = serverId(cluster, server);
          return { name: `instance-${digest(id).slice(0, 8)}`, uuid: id };
        }),
      }),
  };
}

function statistics(novaRequest: NovaRequest) {
  const sum: Record<string, number> = {
    count: novaRequest.context.cluster.nodes.length,
  };
  for (const host of novaRequest.context.cluster.nodes) {
    for (const [key, value] of Object.entries(numbers(novaRequest, host))) {
      if (typeof value === 'number') sum[key] = (sum[key] ?? 0) + value;
    }
  }
  return { hypervisor_statistics: sum };
}

/** `GET /os-hypervisors`, `/detail`, `/statistics` and `/{id}`: for administrators. */
export function handleHypervisors(
  novaRequest: NovaRequest,
  below: string,
): SimulatedResponse {
  const { context, minor, isAdmin, request } = novaRequest;
  const { cluster } = context;
  const isDetailed = below === '/detail';
  if (!isAdmin) {
    return novaForbidden(
      `os-hypervisors:${isDetailed ? 'list-detail' : 'list'}`,
    );
  }
  if (cluster.cellDown) {
    return novaFailure(
      500,
      `${UNEXPECTED}\n<class 'oslo_db.exception.DBConnectionError'>`,
    );
  }
  if (below === '/statistics') {
    return minor < 88
      ? json(200, statistics(novaRequest))
      : novaFailure(404, 'The resource could not be found.');
  }
  if (below === '' || isDetailed) {
    // Pages came with 2.33; before, a limit is not even looked at.
    const query = minor >= 33 ? request.query : new URLSearchParams();
    const pattern = request.query.get('hypervisor_hostname_pattern') ?? '';
    return pageResponse(
      { ...novaRequest, request: { ...request, query } },
      {
        key: 'hypervisors',
        items: cluster.nodes.filter(({ name }) => name.includes(pattern)),
        idOf: host => String(idOf(novaRequest, host)),
        render: host =>
          isDetailed ? detailed(novaRequest, host) : brief(novaRequest, host),
      },
    );
  }
  const id = decodeURIComponent(below.slice(1));
  if (minor >= 53 && !/^[0-9a-f-]{36}$/.test(id)) {
    return novaFailure(400, `Invalid uuid ${id}`);
  }
  const host = cluster.nodes.find(one => String(idOf(novaRequest, one)) === id);
  return host
    ? json(200, { hypervisor: detailed(novaRequest, host) })
    : novaFailure(404, `Hypervisor with ID '${id}' could not be found.`);
}
