import type { Host, OpenStackCluster } from '../../fleet/schema';
import type {
  HandlerContext,
  SimulatedResponse,
  SimulatedRequest,
} from '../../server/protocol';
import {
  allocatedOn,
  allocatedTo,
  GIB,
  MIB,
  type Allocation,
} from '../allocations';
import { json, placementFailure } from '../responses';
import { hypervisorId, projectId, projectNames } from '../ids';

type Context = HandlerContext<OpenStackCluster>;

const GENERATION = 9;
/** The code of errors that have none of their own. */
export const UNDEFINED_CODE = { code: 'placement.undefined_code' };

/** Reserved for the host, in MiB. */
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

/** 403, in the words of its policy. */
export function forbidden(rule: string): SimulatedResponse {
  return placementFailure(
    403,
    'Forbidden',
    `Access was denied to this resource.\n\n Policy does not allow placement:${rule} to be performed.  `,
    UNDEFINED_CODE,
  );
}

/** `GET /usages?project_id=`: of one's own project it is open to all its members. */
export function projectUsages(
  { query }: SimulatedRequest,
  context: Context,
  options: { minor: number; project?: string; isAdmin: boolean },
): SimulatedResponse {
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

/** `GET /resource_providers` */
export function listProviders(
  { query }: SimulatedRequest,
  { cluster }: Context,
  minor: number,
): SimulatedResponse {
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

/** The policy of each call below a provider. */
export const RULES: Record<string, string> = {
  '': 'resource_providers:show',
  inventories: 'resource_providers:inventories:list',
  usages: 'resource_providers:usages',
  aggregates: 'resource_providers:aggregates:list',
  traits: 'resource_providers:traits:list',
};

/** `GET /resource_providers/{uuid}` and below */
export function showProvider(
  context: Context,
  route: { id: string; below: string; minor: number },
): SimulatedResponse | undefined {
  const { cluster, memo } = context;
  const { id, below, minor } = route;
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
      UNDEFINED_CODE,
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
