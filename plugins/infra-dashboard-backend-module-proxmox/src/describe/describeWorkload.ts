import type {
  Limitation,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  hintOf,
  messageOf,
  ProviderFailure,
  toLimitation,
  toRawText,
  toResult,
  type ObjectDetail,
  type RequestOptions,
  type Result,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxClient } from '../client';
import type { MemberClient } from '../client/MemberClient';
import { message } from '../messages';
import { readObject, readRows } from '../read/readResponse';
import { mapConfig, mapSnapshots, mapTasks } from './mapDetail';
import { guestConfigSchema, snapshotSchema, taskSchema } from './schemas';

const MAX_TASKS = 30;

interface Guest {
  node: string;
  type: string;
  vmid: string;
}

/** The guest of a workload, whose id is `cluster/type/vmid`. */
function guestOf({ id, node }: Workload): Guest | undefined {
  const [, type, vmid] = /\/(qemu|lxc)\/(\d{1,10})$/.exec(id) ?? [];
  return type && node ? { node, type, vmid } : undefined;
}

function commandsOf({ type, vmid }: Guest): string[] {
  const tool = type === 'lxc' ? 'pct' : 'qm';
  return [
    `${tool} status ${vmid} --verbose`,
    `${tool} config ${vmid}`,
    `${tool} listsnapshot ${vmid}`,
  ];
}

/** Tags that mean nothing to a shell; PVE allows no others. */
const TAG = /^[A-Za-z0-9_][-A-Za-z0-9_+.]*$/;

/** Adds the tag of a component to those of a guest; to be run on any node of the cluster. */
export function tagCommands(workload: Workload, component: string): string[] {
  const guest = guestOf(workload);
  const tags = workload.tags ?? [];
  if (!guest || ![...tags, component, guest.node].every(one => TAG.test(one))) {
    return [];
  }
  const { node, type, vmid } = guest;
  const all = [...tags, `component-${component}`].join(';');
  return [`pvesh set /nodes/${node}/${type}/${vmid}/config --tags '${all}'`];
}

/** Whether the member itself failed, and not the node to which it forwards the request. */
function isOfMember({ failure }: { failure: ProviderFailure }): boolean {
  return failure.upstreamStatus === undefined;
}

function isMissing({ translation }: ProviderFailure): boolean {
  return /Configuration file .* does not exist/.test(
    String(translation.params?.reason),
  );
}

/** Nothing but the guest itself is needed: why a part is missing is a limitation. */
function limit(
  part: Result<unknown>,
  code: 'snapshots-unreadable' | 'tasks-unreadable',
): Limitation[] {
  if (part.ok) return [];
  const { failure } = part;
  return [
    toLimitation(
      message(code, { reason: messageOf(failure) }),
      hintOf(failure),
    ),
  ];
}

async function readParts(
  member: MemberClient,
  { node, type, vmid }: Guest,
  signal: AbortSignal,
) {
  const base = `/nodes/${encodeURIComponent(node)}`;
  // Refreshes must not wait for details.
  const options = { signal, isLowPriority: true };
  const config = await toResult(
    readObject(member, {
      ...options,
      path: `${base}/${type}/${vmid}/config`,
      schema: guestConfigSchema,
    }),
  );
  // The next member may work. What a node refuses, it refuses through any of them.
  if (!config.ok && isOfMember(config)) throw config.failure;
  if (!config.ok) return { config };
  const [snapshots, tasks] = await Promise.all([
    toResult(
      readRows(member, {
        ...options,
        path: `${base}/${type}/${vmid}/snapshot`,
        schema: snapshotSchema,
      }),
    ),
    toResult(
      readRows(member, {
        ...options,
        path: `${base}/tasks?vmid=${vmid}&source=all&limit=${MAX_TASKS}`,
        schema: taskSchema,
      }),
    ),
  ]);
  return { config, snapshots, tasks };
}

/** Reads the configuration, snapshots and last tasks of a guest. */
export async function describeWorkload(
  workload: Workload,
  { client, signal }: RequestOptions & { client: ProxmoxClient },
): Promise<ObjectDetail | undefined> {
  const guest = guestOf(workload);
  if (!guest) return {};
  // The cluster would take up to 30 s to report that it cannot reach the node.
  if (workload.status === 'unknown') {
    const status = workload.metadata?.lastStatus ?? 'unknown';
    throw new ProviderFailure(
      'UNREACHABLE',
      message('guest-node-offline', { node: guest.node, status }),
    );
  }
  const parts = await client.read(member => readParts(member, guest, signal), {
    signal,
  });
  const { config, snapshots, tasks } = parts;
  if (!config.ok) {
    if (isMissing(config.failure)) return undefined;
    throw config.failure;
  }
  const detail = mapConfig(config.value);
  const limitations = [
    ...(snapshots ? limit(snapshots, 'snapshots-unreadable') : []),
    ...(tasks ? limit(tasks, 'tasks-unreadable') : []),
  ];
  return {
    workload: {
      ...detail,
      raw: toRawText(config.value),
      parts: [
        ...(detail.parts ?? []),
        ...(snapshots?.ok ? mapSnapshots(snapshots.value) : []),
      ],
      ...(tasks?.ok && { events: mapTasks(tasks.value) }),
      commands: commandsOf(guest),
      ...(limitations.length > 0 && { limitations }),
    },
  };
}
