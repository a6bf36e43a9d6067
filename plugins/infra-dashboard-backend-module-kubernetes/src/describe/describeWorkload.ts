import type {
  Limitation,
  WorkloadDetail,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  coreMessage,
  ProviderFailure,
  toRawText,
  toResult,
  type ObjectDetail,
  type WorkloadRef,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesClient } from '../client';
import { ofObjects } from '../mappers/limitations';
import { POD } from '../mappers/pod';
import { message } from '../messages';
import { listObjects } from '../read/listObjects';
import { granteeOf } from '../remedies';
import { pathOf } from '../resourceRule';
import { CONTROLLER_KINDS, EVENTS } from '../resources';
import { commandsOf } from './commands';
import { mapController, mapPod } from './mapDetail';
import { mapEvents } from './mapEvents';
import { eventSchema, namedSchema } from './schemas';

interface DescribeOptions {
  client: KubernetesClient;
  /** The only namespace that is read. */
  namespace?: string;
  signal: AbortSignal;
}

/** The object of a workload; undefined where it is gone, or another one has its name. */
async function readObject(
  path: string,
  { workload }: WorkloadRef,
  { client, signal }: DescribeOptions,
): Promise<unknown> {
  try {
    const object = await client.get(path, `get ${workload.type}s`, signal);
    const { data } = namedSchema.safeParse(object);
    if (!data) {
      throw new ProviderFailure(
        'INVALID_RESPONSE',
        coreMessage('response-not-processed'),
        { hint: message('check-url') },
      );
    }
    return data.metadata.uid === workload.id ? object : undefined;
  } catch (error) {
    if (error instanceof ProviderFailure && error.upstreamStatus === 404) {
      return undefined;
    }
    throw error;
  }
}

/** The events of an object; why there are none is a limitation. */
async function readEvents(
  { workload }: WorkloadRef,
  options: DescribeOptions,
): Promise<Pick<WorkloadDetail, 'events' | 'limitations'>> {
  const { client, namespace, signal } = options;
  const list = await toResult(
    listObjects({
      client,
      path: pathOf(EVENTS, workload.namespace),
      query: { fieldSelector: `involvedObject.uid=${workload.id}` },
      maxPages: 1,
      title: EVENTS.title,
      isOptional: true,
      signal,
      map: row => eventSchema.safeParse(row).data,
    }),
  );
  const credentials = await client
    .describeCredentials(signal)
    .catch(() => undefined);
  const limitations: Limitation[] = ofObjects(
    EVENTS,
    list,
    granteeOf({ namespace, credentials }),
  );
  return {
    ...(list.ok && { events: mapEvents(list.value.items) }),
    ...(limitations.length > 0 && { limitations }),
  };
}

/** Reads one pod or controller with its events. */
export async function describeWorkload(
  ref: WorkloadRef,
  options: DescribeOptions,
): Promise<ObjectDetail | undefined> {
  const { name, namespace, type } = ref.workload;
  const kind = [POD, ...CONTROLLER_KINDS].find(
    ({ descriptor }) => descriptor.type === type,
  );
  if (!kind || !namespace) return {};
  const path = `${pathOf(kind.rule, namespace)}/${encodeURIComponent(name)}`;
  const [object, events] = await Promise.all([
    readObject(path, ref, options),
    readEvents(ref, options),
  ]);
  if (object === undefined) return undefined;
  return {
    workload: {
      ...(type === 'pod' ? mapPod(object) : mapController(object)),
      ...events,
      raw: toRawText(object),
      commands: commandsOf(ref.workload),
    },
  };
}
