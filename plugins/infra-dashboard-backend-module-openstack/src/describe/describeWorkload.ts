import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  hintOf,
  messageOf,
  ProviderFailure,
  toLimitation,
  toRawText,
  toResult,
  type ObjectDetail,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { z } from 'zod';
import type { OpenStackClient } from '../client';
import { isMissing } from '../mappers/ClusterParts';
import { message } from '../messages';
import { mapActions, mapServer } from './mapDetail';
import { actionSchema, actionsSchema, serverDetailSchema } from './schemas';

/** Ids of Nova; nothing else may get into a command that people copy. */
const ID = /^[\w-]{1,64}$/;

const MAX_ACTIONS = 50;

interface CallOptions extends RequestOptions {
  client: OpenStackClient;
}

/** @throws ProviderFailure, also where the response is invalid */
async function read<T>(
  schema: z.ZodType<T>,
  { client, signal }: CallOptions,
  request: { path: string; action: string },
): Promise<{ body: unknown; data: T }> {
  const body = await client.get({ service: 'compute', ...request, signal });
  const parsed = schema.safeParse(body);
  if (parsed.success) return { body, data: parsed.data };
  throw new ProviderFailure(
    'INVALID_RESPONSE',
    coreMessage('response-not-processed'),
  );
}

async function readServer(id: string, options: CallOptions) {
  const { body, data } = await read(serverDetailSchema, options, {
    path: `/servers/${encodeURIComponent(id)}`,
    action: 'read a server',
  });
  return { server: data.server, raw: toRawText(body) };
}

async function readActions(id: string, options: CallOptions) {
  const { data } = await read(actionsSchema, options, {
    path: `/servers/${encodeURIComponent(id)}/os-instance-actions`,
    action: 'list the actions of a server',
  });
  return data.instanceActions.slice(0, MAX_ACTIONS).flatMap(row => {
    const action = actionSchema.safeParse(row);
    return action.success ? [action.data] : [];
  });
}

/** Names that mean nothing to a shell. */
const NAME = /^[A-Za-z0-9][-A-Za-z0-9_.]*$/;

/** Sets the metadata of a server that names its component. */
export function propertyCommands(
  { id }: Workload,
  component: string,
): string[] {
  if (![id, component].every(one => NAME.test(one))) return [];
  return [
    `openstack server set --property backstage_io_kubernetes_id=${component} ${id}`,
  ];
}

/** Reads a server with its volumes, networks, fault and the actions on it. */
export async function describeWorkload(
  { id }: Workload,
  options: CallOptions,
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
      ...mapServer(server.value.server),
      raw: server.value.raw,
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
            message('actions-unreadable', { reason: messageOf(failure) }),
            hintOf(failure),
          ),
        ],
      }),
    },
  };
}
