import { digest, uuid } from '../../fleet/derive';
import type { Instance } from '../../fleet/schema';
import { CREDENTIALS } from '../../server/credentials';
import type { SimulatedResponse } from '../../server/protocol';
import { projectId, userId } from '../ids';
import { json, novaFailure } from '../responses';
import type { NovaRequest } from './request';
import { findServer } from './servers';

/** What a user did last to bring a server into its state. */
const LAST: Record<string, string> = {
  MIGRATING: 'live-migration',
  PAUSED: 'pause',
  REBOOT: 'reboot',
  RESCUE: 'rescue',
  RESIZE: 'resize',
  SHELVED: 'shelve',
  SHELVED_OFFLOADED: 'shelve',
  SHUTOFF: 'stop',
  SUSPENDED: 'suspend',
  VERIFY_RESIZE: 'resize',
};

function actionOf(
  server: Instance,
  id: string,
  options: { action: string; time: string; isFailed?: boolean; minor: number },
) {
  const { action, isFailed = false, minor, time } = options;
  return {
    action,
    instance_uuid: id,
    request_id: `req-${uuid(digest(id, action))}`,
    user_id: userId(CREDENTIALS.username),
    project_id: projectId(server.project),
    start_time: time,
    message: isFailed ? 'Error' : null,
    ...(minor >= 58 && { updated_at: time }),
  };
}

/** `GET /servers/{id}/os-instance-actions`, the latest first. */
export function listActions(
  novaRequest: NovaRequest,
  id: string,
): SimulatedResponse {
  const server = findServer(novaRequest, id);
  if (!server) {
    return novaFailure(404, `Instance ${id} could not be found.`);
  }
  const { minor } = novaRequest;
  const last = LAST[server.status];
  return json(200, {
    instanceActions: [
      ...(last
        ? [
            actionOf(server, id, {
              ...{ action: last, minor },
              time: '2026-11-20T08:00:00.000000',
            }),
          ]
        : []),
      actionOf(server, id, {
        ...{ action: 'create', minor },
        time: '2026-11-01T08:00:00.000000',
        isFailed: server.status === 'ERROR',
      }),
    ],
  });
}
