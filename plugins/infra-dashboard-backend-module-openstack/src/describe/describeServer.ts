import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  hintOf,
  ProviderFailure,
  toLimitation,
  toResult,
  type ObjectDetail,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackClient } from '../client';
import { isMissing } from '../ClusterParts';
import { message } from '../messages';
import { mapActions, mapServer } from './mapServer';
import { actionSchema, actionsSchema, serverDetailSchema } from './schemas';

/** Ids of Nova; nothing else may get into a command that people copy. */
const ID = /^[\w-]{1,64}$/;

const MAX_ACTIONS = 50;

function invalidResponse(): ProviderFailure {
  return new ProviderFailure(
    'INVALID_RESPONSE',
    coreMessage('response-not-processed'),
  );
}

async function readServer(
  id: string,
  { client, signal }: RequestOptions & { client: OpenStackClient },
) {
  const body = await client.get({
    service: 'compute',
    path: `/servers/${encodeURIComponent(id)}`,
    action: 'read a server',
    signal,
  });
  const parsed = serverDetailSchema.safeParse(body);
  if (!parsed.success) throw invalidResponse();
  return parsed.data.server;
}

async function readActions(
  id: string,
  { client, signal }: RequestOptions & { client: OpenStackClient },
) {
  const body = await client.get({
    service: 'compute',
    path: `/servers/${encodeURIComponent(id)}/os-instance-actions`,
    action: 'list the actions of a server',
    signal,
  });
  const parsed = actionsSchema.safeParse(body);
  if (!parsed.success) throw invalidResponse();
  return parsed.data.instanceActions.slice(0, MAX_ACTIONS).flatMap(row => {
    const action = actionSchema.safeParse(row);
    return action.success ? [action.data] : [];
  });
}

/** Reads a server with its volumes, networks, fault and the actions on it. */
export async function describeServer(
  { id }: Workload,
  options: RequestOptions & { client: OpenStackClient },
): Promise<ObjectDetail | undefined> {
  const [server, actions] = await Promise.all([
    toResult(readServer(id, options)),
    toResult(readActions(id, options)),
  ]);
  if (!server.ok) {
    if (isMissing(server)) return undefined;
    throw server.failure;
  }
  const { failure } = actions.ok ? { failure: undefined } : actions;
  return {
    workload: {
      ...mapServer(server.value),
      ...(actions.ok && { events: mapActions(actions.value) }),
      ...(ID.test(id) && {
        commands: [
          `openstack server show ${id}`,
          `openstack server event list ${id}`,
        ],
      }),
      ...(failure && {
        limitations: [
          toLimitation(
            message('actions-unreadable', { reason: failure.message }),
            hintOf(failure),
          ),
        ],
      }),
    },
  };
}
