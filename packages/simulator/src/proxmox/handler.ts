import type { ProxmoxCluster } from '../fleet/schema';
import {
  CREDENTIALS,
  type ProtocolHandler,
  type SimulatedAnswer,
  type SimulatedRequest,
} from '../server/types';
import {
  nodeDetails,
  powerlessRows,
  resourceRows,
  statusRows,
} from './resources';

type Rights = 'none' | 'all';

const TICKET = 'PVE:simulated-ticket';

const ok = (data: unknown): SimulatedAnswer => ({
  status: 200,
  body: { data },
});

const unauthorized = (reason: string): SimulatedAnswer => ({
  status: 401,
  reason,
});

function forbidden(path: string): SimulatedAnswer {
  const message = `Permission check failed (${path}, Sys.Audit)`;
  return {
    status: 403,
    reason: message,
    body: { data: null, message: `${message}\n` },
  };
}

/** Rights of a request; undefined without valid credentials. */
function rightsOf({ headers }: SimulatedRequest): Rights | undefined {
  const { tokenId, powerlessTokenId, tokenSecret } = CREDENTIALS;
  if (headers.cookie?.includes(`PVEAuthCookie=${TICKET}`)) return 'all';
  const token = /^PVEAPIToken[= ](.+)$/.exec(headers.authorization ?? '')?.[1];
  if (token === `${tokenId}=${tokenSecret}`) return 'all';
  return token === `${powerlessTokenId}=${tokenSecret}` ? 'none' : undefined;
}

function login({ body }: SimulatedRequest): SimulatedAnswer {
  const form = new URLSearchParams(body);
  const { username, password } = CREDENTIALS;
  return form.get('username') === `${username}@pve` &&
    form.get('password') === password
    ? ok({
        ticket: TICKET,
        CSRFPreventionToken: 'simulated',
        username: form.get('username'),
        cap: {},
      })
    : unauthorized('authentication failure');
}

function permissions(rights: Rights) {
  if (rights === 'none') return {};
  const audit = {
    'Sys.Audit': 1,
    'VM.Audit': 1,
    'Datastore.Audit': 1,
    'Pool.Audit': 1,
    'SDN.Audit': 1,
    'Mapping.Audit': 1,
  };
  return { '/': audit, '/nodes': audit, '/vms': audit, '/storage': audit };
}

function ceph(cluster: ProxmoxCluster): SimulatedAnswer {
  if (!cluster.ceph) {
    return {
      status: 500,
      reason: 'binary not installed: /usr/bin/ceph-mon',
      body: {
        data: null,
        message: 'binary not installed: /usr/bin/ceph-mon\n',
      },
    };
  }
  const { health, total, used } = cluster.ceph;
  return ok({
    health: { status: health, checks: {} },
    pgmap: {
      bytes_total: Math.round(total),
      bytes_used: Math.round(used),
      bytes_avail: Math.round(total - used),
    },
  });
}

/** Speaks the API of Proxmox VE below `/api2/json`, as an entry node answers it. */
export const handleProxmox: ProtocolHandler = (
  request,
  { cluster: any, clock },
) => {
  const cluster = any as ProxmoxCluster;
  const { method, path, query } = request;
  if (!path.startsWith('/api2/json/')) {
    return { status: 404, reason: "File '/' not found" };
  }
  const route = path.slice('/api2/json'.length).replace(/\/$/, '');
  if (route === '/access/ticket' && method === 'POST') return login(request);
  const rights = rightsOf(request);
  if (!rights) return unauthorized('Authentication failed!');
  const notImplemented = {
    status: 501,
    reason: `Method '${method} ${route}' not implemented`,
  };
  if (method !== 'GET') return notImplemented;
  switch (route) {
    case '/version': {
      const { version } = cluster;
      const release = version.split('.').slice(0, 2).join('.');
      return ok({ version, release, repoid: '2606ac85' });
    }
    case '/cluster/resources': {
      const rows =
        rights === 'all'
          ? resourceRows(cluster, clock)
          : powerlessRows(cluster);
      const type = query.get('type');
      const isWanted = (row: { type: unknown }) =>
        type === 'vm'
          ? row.type === 'qemu' || row.type === 'lxc'
          : row.type === type;
      return ok(
        type ? rows.filter(row => isWanted(row as { type: unknown })) : rows,
      );
    }
    case '/cluster/status':
      return rights === 'all' ? ok(statusRows(cluster)) : forbidden('/');
    case '/cluster/ceph/status':
      return rights === 'all' ? ceph(cluster) : forbidden('/');
    case '/nodes':
      return ok(
        (rights === 'all'
          ? resourceRows(cluster, clock)
          : powerlessRows(cluster)
        ).filter(({ type }) => type === 'node'),
      );
    case '/access/permissions':
      return ok(permissions(rights));
    default:
      break;
  }
  const nodeName = /^\/nodes\/([^/]+)\/status$/.exec(route)?.[1];
  if (!nodeName) return notImplemented;
  const node = cluster.nodes.find(
    ({ name }) => name === decodeURIComponent(nodeName),
  );
  if (!node) {
    const message = `hostname lookup '${nodeName}' failed - failed to get address info`;
    return {
      status: 500,
      reason: message,
      body: { data: null, message: `${message}\n` },
    };
  }
  if (rights !== 'all') return forbidden(`/nodes/${node.name}`);
  return node.state === 'online'
    ? ok(nodeDetails(node, cluster.version, clock))
    : { status: 595, reason: 'No route to host' };
};
