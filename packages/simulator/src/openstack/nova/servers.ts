import type { Instance } from '../../fleet/schema';
import type { SimulatedAnswer } from '../../server/protocol';
import { json, novaFailure, novaForbidden } from '../answers';
import { projectId, serverId, serviceHost } from '../ids';
import { answerPage, type NovaRequest } from './request';
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
function selectServers(asked: NovaRequest): Instance[] | SimulatedAnswer {
  const { request, context, token, isAdmin, minor } = asked;
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
    ? [...context.cluster.workloads, ...tombstones(asked)]
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
      (!since || Date.parse(updatedAt(asked, server)) >= Date.parse(since)),
  );
}

/** `GET /servers` and `GET /servers/detail` */
export function listServers(
  asked: NovaRequest,
  isDetailed: boolean,
): SimulatedAnswer {
  const { context, minor } = asked;
  const { cluster } = context;
  const servers = selectServers(asked);
  if (!Array.isArray(servers)) return servers;
  // Before 2.69, and with a limit or a filter, they are missing without any sign.
  const isPlain = [...asked.request.query.keys()].every(key =>
    ['all_tenants', 'marker'].includes(key),
  );
  const items = cluster.cellDown && (minor < 69 || !isPlain) ? [] : servers;
  return answerPage(asked, {
    key: 'servers',
    items,
    idOf: server => serverId(cluster, server),
    render: server => {
      if (cluster.cellDown) return unknownServer(server, asked);
      if (isDetailed) return serverView(server, asked);
      const id = serverId(cluster, server);
      const links = linksOf(asked, `/servers/${id}`);
      return { id, name: server.name, links };
    },
  });
}

/** `GET /servers/{id}`: the only response with the fault of a failed server. */
export function showServer(asked: NovaRequest, id: string): SimulatedAnswer {
  const { context, isAdmin, token, minor } = asked;
  const { cluster, memo } = context;
  const byId = memo.get(
    'servers',
    () =>
      new Map(
        cluster.workloads.map(server => [serverId(cluster, server), server]),
      ),
  );
  const server = byId.get(id);
  if (!server || (!isAdmin && server.project !== token.project)) {
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
            ...unknownServer(server, asked),
            'OS-EXT-AZ:availability_zone': 'UNKNOWN',
            'OS-EXT-STS:power_state': 0,
            server_groups: [],
          },
        });
  }
  return json(200, {
    server: {
      ...serverView(server, asked),
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
