import type { OpenStackCluster } from '../fleet/schema';
import type {
  IssuedToken,
  SimulatedAnswer,
  SimulatedRequest,
} from '../server/types';
import { placementForbidden, unauthorized } from './errors';
import { allocated, hypervisorId } from './nova';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

type Host = OpenStackCluster['nodes'][number];

function inventory(total: number, ratio: number, reserved = 0) {
  return {
    total,
    reserved,
    min_unit: 1,
    max_unit: total,
    step_size: 1,
    allocation_ratio: ratio,
  };
}

function inventories(host: Host) {
  return {
    resource_provider_generation: 9,
    inventories: {
      VCPU: inventory(host.cores, host.allocationRatio),
      MEMORY_MB: inventory(Math.round(host.memory / MIB), 1, 4096),
      DISK_GB: inventory(Math.round(host.disk / GIB), 1),
    },
  };
}

function usages(cluster: OpenStackCluster, host: Host) {
  const { cores, memory, disk } = allocated(cluster, host);
  return {
    resource_provider_generation: 9,
    usages: {
      VCPU: cores,
      MEMORY_MB: Math.round(memory / MIB),
      DISK_GB: Math.round(disk / GIB),
    },
  };
}

function provider(cluster: OpenStackCluster, host: Host) {
  const id = hypervisorId(cluster, host);
  return {
    uuid: id,
    name: host.name,
    generation: 9,
    links: ['self', 'inventories', 'usages'].map(rel => ({
      rel,
      href: `/resource_providers/${id}${rel === 'self' ? '' : `/${rel}`}`,
    })),
    parent_provider_uuid: null,
    root_provider_uuid: id,
  };
}

function answer(route: string, cluster: OpenStackCluster): SimulatedAnswer {
  if (route === '/resource_providers') {
    return {
      status: 200,
      body: {
        resource_providers: cluster.nodes.map(host => provider(cluster, host)),
      },
    };
  }
  const [, id, below] =
    /^\/resource_providers\/([^/]+)\/([^/]+)$/.exec(route) ?? [];
  const host = cluster.nodes.find(one => hypervisorId(cluster, one) === id);
  if (host && below === 'inventories')
    return { status: 200, body: inventories(host) };
  if (host && below === 'usages')
    return { status: 200, body: usages(cluster, host) };
  return {
    status: 404,
    body: {
      errors: [
        {
          status: 404,
          title: 'Not Found',
          detail: `The resource could not be found.\n\n No resource provider with uuid ${id} found  `,
          code: 'placement.undefined_code',
          request_id: 'req-0',
        },
      ],
    },
  };
}

/** Speaks Placement's API below `/placement`; undefined where the path is not Placement's. */
export function handlePlacement(
  request: SimulatedRequest,
  context: { cluster: OpenStackCluster; token?: IssuedToken },
): SimulatedAnswer | undefined {
  const { cluster, token } = context;
  if (!request.path.startsWith('/placement')) return undefined;
  const route = request.path.slice('/placement'.length).replace(/\/$/, '');
  if (route === '') {
    return {
      status: 200,
      body: {
        versions: [
          {
            id: 'v1.0',
            max_version: '1.39',
            min_version: '1.0',
            status: 'CURRENT',
            links: [{ rel: 'self', href: '' }],
          },
        ],
      },
    };
  }
  if (!token) return unauthorized(request.origin);
  const isAdmin = token.roles.includes('admin');
  const version = request.headers['openstack-api-version'] ?? 'placement 1.0';
  const result = isAdmin
    ? answer(route, cluster)
    : placementForbidden('resource_providers:list');
  return { ...result, headers: { 'openstack-api-version': version } };
}
