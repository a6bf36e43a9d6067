import type { Host, OpenStackCluster } from '../fleet/schema';
import type {
  HandlerContext,
  SimulatedAnswer,
  SimulatedRequest,
} from '../server/protocol';
import {
  allocatedOn,
  allocatedTo,
  GIB,
  MIB,
  type Allocation,
} from './allocations';
import { json, placementFailure, unauthorized } from './answers';
import { hypervisorId, projectId, projectNames } from './ids';

type Context = HandlerContext<OpenStackCluster>;

const MAX_MINOR = 39;
const GENERATION = 9;
const UNDEFINED = { code: 'placement.undefined_code' };

/** Kept for the host itself, in MiB. */
const RESERVED_MEMORY = 4096;

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
    resource_provider_generation: GENERATION,
    inventories: {
      VCPU: inventory(host.cores, host.allocationRatio),
      MEMORY_MB: inventory(Math.round(host.memory / MIB), 1, RESERVED_MEMORY),
      DISK_GB: inventory(Math.round(host.disk / GIB), 1),
    },
  };
}

function usage({ cores, memory, disk }: Allocation) {
  return {
    VCPU: cores,
    MEMORY_MB: Math.round(memory / MIB),
    DISK_GB: Math.round(disk / GIB),
  };
}

function provider(cluster: OpenStackCluster, host: Host, minor: number) {
  const id = hypervisorId(cluster, host);
  const below = [
    'inventories',
    'usages',
    ...(minor >= 1 ? ['aggregates'] : []),
    ...(minor >= 6 ? ['traits'] : []),
    ...(minor >= 11 ? ['allocations'] : []),
  ];
  const self = `/resource_providers/${id}`;
  return {
    uuid: id,
    name: host.name,
    generation: GENERATION,
    links: [
      { rel: 'self', href: self },
      ...below.map(rel => ({ rel, href: `${self}/${rel}` })),
    ],
    ...(minor >= 14 && { parent_provider_uuid: null, root_provider_uuid: id }),
  };
}

function forbidden(rule: string): SimulatedAnswer {
  return placementFailure(
    403,
    'Forbidden',
    `Access was denied to this resource.\n\n Policy does not allow placement:${rule} to be performed.  `,
    UNDEFINED,
  );
}

/** `GET /usages?project_id=`: of one's own project it is open to all its members. */
function projectUsages(
  { query }: SimulatedRequest,
  context: Context,
  options: { minor: number; project?: string; isAdmin: boolean },
): SimulatedAnswer {
  const { minor, project, isAdmin } = options;
  const id = query.get('project_id');
  if (!isAdmin && (project === undefined || id !== projectId(project))) {
    return forbidden('usages');
  }
  const name = projectNames(context.cluster).find(one => projectId(one) === id);
  const given = name === undefined ? undefined : allocatedTo(context, name);
  const isEmpty = !given || given.servers.length === 0;
  if (minor < 38) return json(200, { usages: isEmpty ? {} : usage(given) });
  return json(200, {
    usages: isEmpty
      ? {}
      : {
          unknown: { ...usage(given), consumer_count: given.servers.length },
        },
  });
}

function listProviders(
  { query }: SimulatedRequest,
  { cluster }: Context,
  minor: number,
): SimulatedAnswer {
  const name = query.get('name');
  const id = query.get('uuid') ?? query.get('in_tree');
  return json(200, {
    resource_providers: cluster.nodes
      .filter(
        host =>
          (!name || host.name === name) &&
          (!id || hypervisorId(cluster, host) === id),
      )
      .map(host => provider(cluster, host, minor)),
  });
}

const RULES: Record<string, string> = {
  '': 'resource_providers:show',
  inventories: 'resource_providers:inventories:list',
  usages: 'resource_providers:usages',
  aggregates: 'resource_providers:aggregates:list',
  traits: 'resource_providers:traits:list',
};

function showProvider(
  context: Context,
  asked: { id: string; below: string; minor: number },
): SimulatedAnswer | undefined {
  const { cluster, memo } = context;
  const { id, below, minor } = asked;
  const hosts = memo.get(
    'providers',
    () =>
      new Map(cluster.nodes.map(host => [hypervisorId(cluster, host), host])),
  );
  const host = hosts.get(id);
  if (!host) {
    const why = `No resource provider with uuid ${id} found`;
    return placementFailure(
      404,
      'Not Found',
      `The resource could not be found.\n\n ${why} : ${why}  `,
      UNDEFINED,
    );
  }
  switch (below) {
    case '':
      return json(200, provider(cluster, host, minor));
    case 'inventories':
      return json(200, inventories(host));
    case 'usages':
      return json(200, {
        resource_provider_generation: GENERATION,
        usages: usage(allocatedOn(context, host)),
      });
    case 'aggregates':
      return json(200, {
        aggregates: [],
        resource_provider_generation: GENERATION,
      });
    default:
      return json(200, {
        traits: ['COMPUTE_NODE', 'HW_CPU_X86_AVX2'],
        resource_provider_generation: GENERATION,
      });
  }
}

/** x of the microversion 1.x that is asked for; undefined where there is no such one. */
function readMinor({ headers }: SimulatedRequest): number | undefined {
  const asked = /^placement\s+(.+)$/.exec(
    headers['openstack-api-version'] ?? '',
  )?.[1];
  if (asked === undefined) return 0;
  if (asked === 'latest') return MAX_MINOR;
  const minor = Number(/^1\.(\d+)$/.exec(asked)?.[1]);
  return minor >= 0 && minor <= MAX_MINOR ? minor : undefined;
}

function answer(
  request: SimulatedRequest,
  context: Context,
  options: {
    route: string;
    minor: number;
    project?: string;
    isAdmin: boolean;
  },
): SimulatedAnswer | undefined {
  const { route, minor, isAdmin } = options;
  if (route === '/usages') return projectUsages(request, context, options);
  if (route === '/resource_providers') {
    return isAdmin
      ? listProviders(request, context, minor)
      : forbidden('resource_providers:list');
  }
  const [, id, below = ''] =
    /^\/resource_providers\/([^/]+)(?:\/([^/]+))?$/.exec(route) ?? [];
  if (id === undefined || RULES[below] === undefined) return undefined;
  return isAdmin
    ? showProvider(context, { id, below, minor })
    : forbidden(RULES[below]);
}

/** Placement's API below `/placement`; undefined where a path is not its own. */
export function answerPlacement(
  request: SimulatedRequest,
  context: Context,
): SimulatedAnswer | undefined {
  if (!/^\/placement(\/|$)/.test(request.path)) return undefined;
  const route = request.path.slice('/placement'.length).replace(/\/$/, '');
  const headersOf = (minor: number) => ({
    'openstack-api-version': `placement 1.${minor}`,
    vary: 'openstack-api-version',
  });
  if (route === '') {
    const version = {
      id: 'v1.0',
      max_version: `1.${MAX_MINOR}`,
      min_version: '1.0',
      status: 'CURRENT',
      links: [{ rel: 'self', href: '' }],
    };
    return json(200, { versions: [version] }, headersOf(0));
  }
  const token = context.tokens.find(request.headers['x-auth-token']);
  if (!token) return unauthorized(request.origin);
  const minor = readMinor(request);
  if (minor === undefined) {
    const asked = request.headers['openstack-api-version']?.split(/\s+/)[1];
    return placementFailure(
      406,
      'Not Acceptable',
      `The resource could not be generated that was acceptable to your browser (content of type application/json. \n\n Invalid microversion: Unacceptable version header: ${asked}`,
      { max_version: `1.${MAX_MINOR}`, min_version: '1.0' },
    );
  }
  const isAdmin = token.roles.includes('admin') && token.project !== undefined;
  const found =
    answer(request, context, {
      route,
      minor,
      project: token.project,
      isAdmin,
    }) ??
    placementFailure(
      404,
      'Not Found',
      'The resource could not be found.\n\n   ',
      UNDEFINED,
    );
  return { ...found, headers: { ...found.headers, ...headersOf(minor) } };
}
