import type { ProxmoxCluster } from '../fleet/schema';
import type {
  HandlerContext,
  Protocol,
  SimulatedResponse,
  SimulatedRequest,
} from '../server/protocol';
import {
  badParameter,
  bare,
  failure,
  forbidden,
  notImplemented,
  ok,
} from './responses';
import { cephStatus, resources, RESOURCE_TYPES, statusRows } from './cluster';
import { haRows } from './ha';
import { nodeList } from './nodes';
import { handleNode } from './nodeRoutes';
import { authenticate, login, permissions, type Rights } from './rights';
import { storageConfig } from './storages';
import { backupJobs, taskRows } from './tasks';
import { versionOf } from './version';

type Context = HandlerContext<ProxmoxCluster>;

/** Responses that need Sys.Audit on `/`. */
function audited(
  rights: Rights,
  make: () => SimulatedResponse,
): SimulatedResponse {
  return rights === 'all' ? make() : forbidden('/', 'Sys.Audit');
}

function handleResources(
  { query }: SimulatedRequest,
  { rights, context }: { rights: Rights; context: Context },
): SimulatedResponse {
  const { cluster, clock } = context;
  for (const key of query.keys()) {
    if (key === 'type') continue;
    return badParameter(
      key,
      'property is not defined in schema and the schema does not allow additional properties',
    );
  }
  const type = query.get('type') ?? undefined;
  if (type !== undefined && !RESOURCE_TYPES[type]) {
    return badParameter(
      'type',
      `value '${type}' does not have a value in the enumeration 'vm, storage, node, sdn'`,
    );
  }
  return ok(resources(cluster, { rights, type, clock }));
}

function handleRoute(
  route: string,
  options: { request: SimulatedRequest; rights: Rights; context: Context },
): SimulatedResponse | undefined {
  const { request, rights, context } = options;
  const { cluster, clock } = context;
  const mayAudit = rights === 'all';
  switch (route) {
    case '/version':
      return ok(versionOf(cluster));
    case '/cluster/resources':
      return handleResources(request, options);
    case '/cluster/status':
      return audited(rights, () => ok(statusRows(cluster)));
    case '/cluster/ha/status/current':
      return audited(rights, () => ok(haRows(cluster, clock)));
    case '/cluster/ceph/status':
      return audited(rights, () => cephStatus(cluster));
    case '/cluster/backup':
      return audited(rights, () => ok(backupJobs(cluster)));
    case '/cluster/tasks':
      return ok(mayAudit ? taskRows(cluster, clock) : []);
    case '/nodes':
      return ok(nodeList(cluster, { clock, mayAudit }));
    case '/storage':
      return ok(mayAudit ? storageConfig(cluster) : []);
    case '/access/permissions':
      return ok(permissions(cluster, rights));
    case '/access/ticket':
      return ok(null);
    default:
      break;
  }
  const [, encoded, below] = /^\/nodes\/([^/]+)(\/.+)$/.exec(route) ?? [];
  if (encoded === undefined) return undefined;
  const name = decodeURIComponent(encoded);
  const node =
    name === 'localhost'
      ? cluster.nodes[0]
      : cluster.nodes.find(one => one.name === name);
  if (!node) {
    return failure(
      500,
      `hostname lookup '${name}' failed - failed to get address info for: ${name}: Name or service not known`,
    );
  }
  return handleNode({
    ...{ route: below, node, rights, context },
    query: request.query,
  });
}

/** The API of Proxmox VE below `/api2/json` on an entry node. */
export const proxmox: Protocol<ProxmoxCluster> = {
  handle(request, context) {
    const { method, path } = request;
    if (method === 'HEAD' || method === 'OPTIONS') {
      return bare(501, `method '${method}' not available`);
    }
    if (!path.startsWith('/api2/json/')) {
      const reason = `no such file '${path}'`;
      return { ...bare(500, reason), body: `${reason}\n` };
    }
    const route = path.slice('/api2/json'.length).replace(/\/$/, '');
    if (route === '/access/ticket' && method === 'POST') {
      return login(request, context);
    }
    const rights = authenticate(request, context);
    if (typeof rights !== 'string') return rights;
    const known =
      method === 'GET'
        ? handleRoute(route, { request, rights, context })
        : undefined;
    return (
      known ?? notImplemented(`Method '${method} ${route}' not implemented`)
    );
  },
  refuse(_request, { tokens }) {
    tokens.expireAll();
    return bare(401, 'Authentication failed!');
  },
};
