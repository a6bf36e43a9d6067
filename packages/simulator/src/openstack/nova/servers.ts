import type { Instance } from '../../fleet/schema';
import type { SimulatedResponse } from '../../server/protocol';
import { json, novaFailure, novaForbidden } from '../responses';
import { projectId, serverId, serviceHost } from '../ids';
import { pageResponse, type NovaRequest } from './request';
import {
  CREATED,
  linksOf,
  serverView,
  unknownServer,
  updatedAt,
} from './serverView';

const STATUSES = new Set([
  'ACTIVE',
  'BUILD',
  'DELETED',
  'ERROR',
  'HARD_REBOOT',
  'MIGRATING',
  'PASSWORD',
  'PAUSED',
  'REBOOT',
  'REBUILD',
  'RESCUE',
  'RESIZE',
  'REVERT_RESIZE',
  'SHELVED',
  'SHELVED_OFFLOADED',
  'SHUTOFF',
  'SOFT_DELETED',
  'SUSPENDED',
  'UNKNOWN',
  'VERIFY_RESIZE',
]);

/** The message of Nova for an unexpected error. */
export const UNEXPECTED =
  'Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/ and attach the Nova API log if possible.';

/** Servers that were deleted while the simulator ran. */
function tombstones({ context }: NovaRequest): Instance[] {
  return context.changes
    .since(0)
    .filter(({ resource, after }) => resource === 'servers' && !after)
    .map(({ before }) => ({
      ...(before as Instance),
      status: 'DELETED',
      node: undefined,
      powerState: 0,
    }));
}

/** The servers that a list is about, or why there is none. */
function selectServers(
  novaRequest: NovaRequest,
): Instance[] | SimulatedResponse {
  const { request, context, token, isAdmin, minor } = novaRequest;
  const { query } = request;
  const wantsAll = /^(1|true|yes|on)$/i.test(query.get('all_tenants') ?? '');
  if (wantsAll && !isAdmin) {
    return novaForbidden('servers:detail:get_all_tenants');
  }
  const status = query.get('status')?.toUpperCase();
  if (status && !STATUSES.has(status)) {
    return minor >= 38 ? novaFailure(400, 'Invalid status value') : [];
  }
  const since = query.get('changes-since');
  if (since !== null && Number.isNaN(Date.parse(since))) {
    return novaFailure(
      400,
      `Invalid input for query parameters changes-since. Value: ${since}. '${since}' is not a 'date-time'`,
    );
  }
  // Filters of administrators are ignored, not refused, for others.
  const host = isAdmin ? query.get('host') : null;
  const project = isAdmin ? query.get('project_id') : null;
  const name = query.get('name');
  const all = since
    ? [...context.cluster.workloads, ...tombstones(novaRequest)]
    : context.cluster.workloads.filter(
        server => server.status !== 'SOFT_DELETED',
      );
  return all.filter(
    server =>
      (wantsAll || server.project === token.project) &&
      (!status || server.status === status) &&
      (!host || serviceHost(server.node ?? '') === host) &&
      (!project || projectId(server.project) === project) &&
      (!name || new RegExp(name).test(server.name)) &&
      (!since ||
        Date.parse(updatedAt(novaRequest, server)) >= Date.parse(since)),
  );
}

/** `GET /servers` and `GET /servers/detail` */
export function listServers(
  novaRequest: NovaRequest,
  isDetailed: boolean,
): SimulatedResponse {
  const { context, minor } = novaRequest;
  const { cluster } = context;
  const servers = selectServers(novaRequest);
  if (!Array.isArray(servers)) return servers;
  // Before 2.69, and with a limit or a filter, they are missing without any sign.
  const isPlain = [...novaRequest.request.query.keys()].every(key =>
    ['all_tenants', 'marker'].includes(key),
  );
  const items = cluster.cellDown && (minor < 69 || !isPlain) ? [] : servers;
  return pageResponse(novaRequest, {
    key: 'servers',
    items,
    idOf: server => serverId(cluster, server),
    render: server => {
      if (cluster.cellDown) return unknownServer(server, novaRequest);
      if (isDetailed) return serverView(server, novaRequest);
      const id = serverId(cluster, server);
      const links = linksOf(novaRequest, `/servers/${id}`);
      return { id, name: server.name, links };
    },
  });
}

/** A server that the caller may see, by its id. */
export function findServer(
  { context, isAdmin, token }: NovaRequest,
  id: string,
): Instance | undefined {
  const { cluster, memo } = context;
  const byId = memo.get(
    'servers',
    () =>
      new Map(
        cluster.workloads.map(server => [serverId(cluster, server), server]),
      ),
  );
  const server = byId.get(id);
  return isAdmin || server?.project === token.project ? server : undefined;
}

/** `GET /servers/{id}`: the only response with the fault of a failed server. */
export function showServer(
  novaRequest: NovaRequest,
  id: string,
): SimulatedResponse {
  const { context, minor } = novaRequest;
  const { cluster } = context;
  const server = findServer(novaRequest, id);
  if (!server) {
    return novaFailure(404, `Instance ${id} could not be found.`);
  }
  if (cluster.cellDown) {
    return minor < 69
      ? novaFailure(
          500,
          `${UNEXPECTED}\n<class 'nova.exception.NovaException'>`,
        )
      : json(200, {
          server: {
            ...unknownServer(server, novaRequest),
            'OS-EXT-AZ:availability_zone': 'UNKNOWN',
            'OS-EXT-STS:power_state': 0,
            server_groups: [],
          },
        });
  }
  return json(200, {
    server: {
      ...serverView(server, novaRequest),
      ...(server.status === 'ERROR' && {
        fault: {
          code: 500,
          created: CREATED,
          message: server.fault ?? 'No valid host was found. ',
        },
      }),
      ...(minor >= 71 && { server_groups: [] }),
    },
  });
}
