import { address, digest, uuid } from '../fleet/derive';
import type { OpenStackCluster } from '../fleet/schema';
import type {
  IssuedToken,
  SimulatedAnswer,
  SimulatedRequest,
} from '../server/types';
import { notAcceptable, notFound, novaForbidden, unauthorized } from './errors';
import { keystoneId } from './keystone';

type Server = OpenStackCluster['workloads'][number];
type Host = OpenStackCluster['nodes'][number];

const MAX_MINOR = 93;
const MAX_LIMIT = 1000;
const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const CREATED = '2026-11-01T08:00:00Z';

const LAUNCHED = '2026-11-01T08:00:40.000000';

const VM_STATES: Record<string, string> = {
  ACTIVE: 'active',
  SHUTOFF: 'stopped',
  ERROR: 'error',
  BUILD: 'building',
  PAUSED: 'paused',
  SUSPENDED: 'suspended',
  VERIFY_RESIZE: 'resized',
  SHELVED_OFFLOADED: 'shelved_offloaded',
};

export function hypervisorId(cluster: OpenStackCluster, host: Host): string {
  return uuid(cluster.name, 'hypervisor', host.name);
}

function serviceHost(name: string): string {
  return name.split('.')[0];
}

function versionDocument(origin: string) {
  return {
    id: 'v2.1',
    status: 'CURRENT',
    version: `2.${MAX_MINOR}`,
    min_version: '2.1',
    updated: '2013-07-23T11:33:21Z',
    links: [{ rel: 'self', href: `${origin}/compute/v2.1/` }],
  };
}

/** The minor version that a request asks for; undefined where it is not supported. */
function minorOf({ headers }: SimulatedRequest): number | undefined {
  const asked = /^compute\s+(.+)$/.exec(
    headers['openstack-api-version'] ?? '',
  )?.[1];
  if (asked === undefined) return 1;
  if (asked === 'latest') return MAX_MINOR;
  const minor = Number(/^2\.(\d+)$/.exec(asked)?.[1]);
  return minor >= 1 && minor <= MAX_MINOR ? minor : undefined;
}

/** Splits a list into pages with `limit` and `marker`, and links the next one. */
function page<T extends { id: string }>(
  request: SimulatedRequest,
  options: { key: string; items: T[] },
): SimulatedAnswer {
  const { key, items } = options;
  const { query, origin, path } = request;
  const marker = query.get('marker');
  const start = marker ? items.findIndex(({ id }) => id === marker) + 1 : 0;
  if (marker && start === 0) {
    return {
      status: 400,
      body: {
        badRequest: { code: 400, message: `marker [${marker}] not found` },
      },
    };
  }
  const limit = Math.min(
    Number(query.get('limit') ?? MAX_LIMIT) || MAX_LIMIT,
    MAX_LIMIT,
  );
  const rows = items.slice(start, start + limit);
  const next = new URLSearchParams(query);
  next.set('limit', String(limit));
  next.set('marker', rows.at(-1)?.id ?? '');
  const hasMore = start + limit < items.length;
  return {
    status: 200,
    body: {
      [key]: rows,
      ...(hasMore && {
        [`${key}_links`]: [{ rel: 'next', href: `${origin}${path}?${next}` }],
      }),
    },
  };
}

function toServer(
  server: Server,
  options: {
    cluster: OpenStackCluster;
    minor: number;
    isAdmin: boolean;
    origin: string;
  },
) {
  const { cluster, minor, isAdmin, origin } = options;
  const { name, node, project, status } = server;
  const id = uuid(cluster.name, 'server', project, name);
  const host = cluster.nodes.find(one => one.name === node);
  const image = uuid(cluster.name, 'image');
  const flavor = {
    vcpus: server.cores,
    ram: Math.round(server.memory / MIB),
    disk: Math.round(server.disk / GIB),
    ephemeral: 0,
    swap: 0,
  };
  const base = `${origin}/compute`;
  return {
    id,
    name,
    status,
    tenant_id: keystoneId('project', project),
    user_id: keystoneId('user', 'portal'),
    metadata: server.metadata,
    hostId: node ? digest(project, node).slice(0, 56) : '',
    image: {
      id: image,
      links: [{ rel: 'bookmark', href: `${base}/images/${image}` }],
    },
    flavor:
      minor >= 47
        ? { ...flavor, original_name: `c${server.cores}`, extra_specs: {} }
        : {
            id: `f-${server.cores}`,
            links: [
              { rel: 'bookmark', href: `${base}/flavors/f-${server.cores}` },
            ],
          },
    created: CREATED,
    updated: CREATED,
    addresses: node
      ? {
          'lab-net': [
            {
              version: 4,
              addr: address(cluster.name, project, name),
              'OS-EXT-IPS:type': 'fixed',
              'OS-EXT-IPS-MAC:mac_addr': 'fa:16:3e:00:00:01',
            },
          ],
        }
      : {},
    accessIPv4: '',
    accessIPv6: '',
    links: [
      { rel: 'self', href: `${base}/v2.1/servers/${id}` },
      { rel: 'bookmark', href: `${base}/servers/${id}` },
    ],
    'OS-DCF:diskConfig': 'MANUAL',
    progress: 0,
    'OS-EXT-AZ:availability_zone': node ? 'nova' : '',
    config_drive: '',
    key_name: null,
    'OS-SRV-USG:launched_at': node ? LAUNCHED : null,
    'OS-SRV-USG:terminated_at': null,
    'OS-EXT-STS:task_state': server.taskState ?? null,
    'OS-EXT-STS:vm_state': VM_STATES[status] ?? 'active',
    'OS-EXT-STS:power_state': server.powerState,
    'os-extended-volumes:volumes_attached': [],
    ...(minor >= 9 && { locked: false }),
    ...(minor >= 19 && { description: null }),
    ...(minor >= 26 && { tags: server.tags }),
    ...(isAdmin && {
      'OS-EXT-SRV-ATTR:host': node ? serviceHost(node) : null,
      'OS-EXT-SRV-ATTR:instance_name': `instance-${digest(id).slice(0, 8)}`,
      'OS-EXT-SRV-ATTR:hypervisor_hostname': node ?? null,
      ...(minor >= 16 && {
        host_status: !host
          ? ''
          : host.state === 'down'
          ? 'UNKNOWN'
          : host.disabledReason
          ? 'MAINTENANCE'
          : 'UP',
      }),
    }),
    ...(status === 'ERROR' && {
      fault: {
        code: 500,
        created: CREATED,
        message:
          'No valid host was found. There are not enough hosts available.',
      },
    }),
  };
}

function toHypervisor(cluster: OpenStackCluster, host: Host, minor: number) {
  return {
    id: hypervisorId(cluster, host),
    hypervisor_hostname: host.name,
    state: host.state,
    status: host.disabledReason ? 'disabled' : 'enabled',
    hypervisor_type: 'QEMU',
    hypervisor_version: 8002002,
    host_ip: address(cluster.name, host.name),
    service: {
      id: uuid(cluster.name, 'service', host.name),
      host: serviceHost(host.name),
      disabled_reason: host.disabledReason ?? null,
    },
    ...(minor >= 88
      ? { uptime: null }
      : {
          vcpus: host.cores,
          vcpus_used: allocated(cluster, host).cores,
          memory_mb: Math.round(host.memory / MIB),
          memory_mb_used: Math.round(allocated(cluster, host).memory / MIB),
          local_gb: Math.round(host.disk / GIB),
          local_gb_used: Math.round(allocated(cluster, host).disk / GIB),
          free_ram_mb: 0,
          free_disk_gb: 0,
          running_vms: cluster.workloads.filter(
            ({ node }) => node === host.name,
          ).length,
          current_workload: 0,
          disk_available_least: null,
          cpu_info: {},
        }),
  };
}

/** What the servers on a host have been given. */
export function allocated(cluster: OpenStackCluster, host: Host) {
  const sum = { cores: 0, memory: 0, disk: 0 };
  for (const server of cluster.workloads) {
    if (server.node !== host.name) continue;
    sum.cores += server.cores;
    sum.memory += server.memory;
    sum.disk += server.disk;
  }
  return sum;
}

function limits(cluster: OpenStackCluster, project: string) {
  const servers = cluster.workloads.filter(one => one.project === project);
  const sum = (pick: (server: Server) => number) =>
    servers.reduce((total, server) => total + pick(server), 0);
  return {
    limits: {
      rate: [],
      absolute: {
        maxTotalInstances: 20,
        maxTotalCores: 64,
        maxTotalRAMSize: 262144,
        maxServerMeta: 128,
        maxTotalKeypairs: 100,
        maxServerGroups: 10,
        maxServerGroupMembers: 10,
        totalRAMUsed: Math.round(sum(({ memory }) => memory) / MIB),
        totalCoresUsed: sum(({ cores }) => cores),
        totalInstancesUsed: servers.length,
        totalServerGroupsUsed: 0,
      },
    },
  };
}

function services(cluster: OpenStackCluster, minor: number) {
  return {
    services: cluster.nodes.map((host, index) => ({
      binary: 'nova-compute',
      host: serviceHost(host.name),
      id: minor >= 53 ? uuid(cluster.name, 'service', host.name) : index + 1,
      zone: 'nova',
      status: host.disabledReason ? 'disabled' : 'enabled',
      state: host.state,
      updated_at: '2026-11-23T04:02:43.000000',
      disabled_reason: host.disabledReason ?? null,
      forced_down: false,
    })),
  };
}

function answer(
  request: SimulatedRequest,
  context: { cluster: OpenStackCluster; token: IssuedToken; minor: number },
): SimulatedAnswer {
  const { cluster, token, minor } = context;
  const { query, origin } = request;
  const isAdmin = token.roles.includes('admin');
  const route = request.path.slice('/compute/v2.1'.length);
  const servers = () => {
    const wantsAll = ['1', 'true', 'True'].includes(
      query.get('all_tenants') ?? '',
    );
    if (wantsAll && !isAdmin) return undefined;
    return cluster.workloads
      .filter(({ project }) => wantsAll || project === token.project)
      .map(server => toServer(server, { cluster, minor, isAdmin, origin }));
  };
  switch (route) {
    case '/servers/detail': {
      const items = servers();
      return items
        ? page(request, { key: 'servers', items })
        : novaForbidden('servers:detail:get_all_tenants');
    }
    case '/flavors/detail': {
      const cores = [...new Set(cluster.workloads.map(server => server.cores))];
      const items = cores.map(count => {
        const server = cluster.workloads.find(one => one.cores === count)!;
        return {
          id: `f-${count}`,
          name: `c${count}`,
          vcpus: count,
          ram: Math.round(server.memory / MIB),
          disk: Math.round(server.disk / GIB),
          swap: minor >= 75 ? 0 : '',
          'OS-FLV-EXT-DATA:ephemeral': 0,
          'OS-FLV-DISABLED:disabled': false,
          'os-flavor-access:is_public': true,
          rxtx_factor: 1,
        };
      });
      return page(request, { key: 'flavors', items });
    }
    case '/os-hypervisors/detail':
      return isAdmin
        ? page(request, {
            key: 'hypervisors',
            items: cluster.nodes.map(host =>
              toHypervisor(cluster, host, minor),
            ),
          })
        : novaForbidden('os-hypervisors:list-detail');
    case '/os-services':
      return isAdmin
        ? { status: 200, body: services(cluster, minor) }
        : novaForbidden('os-services:list');
    case '/os-aggregates':
      return isAdmin
        ? { status: 200, body: { aggregates: [] } }
        : novaForbidden('os-aggregates:index');
    case '/limits':
      return { status: 200, body: limits(cluster, token.project) };
    default: {
      const id = /^\/servers\/([^/]+)$/.exec(route)?.[1];
      const server = cluster.workloads
        .filter(({ project }) => isAdmin || project === token.project)
        .map(one => toServer(one, { cluster, minor, isAdmin, origin }))
        .find(one => one.id === id);
      return server
        ? { status: 200, body: { server } }
        : notFound(`Instance ${id ?? route} could not be found.`);
    }
  }
}

/** Speaks Nova's API below `/compute/v2.1`; undefined where the path is not Nova's. */
export function handleNova(
  request: SimulatedRequest,
  context: { cluster: OpenStackCluster; token?: IssuedToken },
): SimulatedAnswer | undefined {
  const { cluster, token } = context;
  const { path, origin, headers } = request;
  if (!path.startsWith('/compute')) return undefined;
  const bare = path.replace(/\/$/, '');
  if (bare === '/compute') {
    return { status: 300, body: { versions: [versionDocument(origin)] } };
  }
  if (bare === '/compute/v2.1') {
    return { status: 200, body: { version: versionDocument(origin) } };
  }
  if (!token) return unauthorized(origin);
  const minor = minorOf(request);
  if (minor === undefined) {
    return notAcceptable(
      (headers['openstack-api-version'] ?? '').replace('compute ', ''),
    );
  }
  const result = answer(request, { cluster, token, minor });
  return {
    ...result,
    headers: {
      'openstack-api-version': `compute 2.${minor}`,
      vary: 'OpenStack-API-Version',
      ...result.headers,
    },
  };
}
