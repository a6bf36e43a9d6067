import type {
  DetailFact,
  WorkloadDetail,
  WorkloadEvent,
  WorkloadPart,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  toFacts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { mapDisks } from './disks';
import { mapNetworks } from './networks';
import { parseProperties } from './properties';
import type { GuestConfig, Snapshot, Task } from './schemas';

function textOf(value: unknown): string | undefined {
  return cleanText(typeof value === 'number' ? String(value) : value, 100);
}

function yesOrNo(value: string | undefined): string | undefined {
  return value === undefined ? undefined : (value === '1' && 'yes') || 'no';
}

/** Named keys only: a configuration also has passwords, keys and notes. */
function factsOf(config: GuestConfig): DetailFact[] {
  const agent = parseProperties(textOf(config.agent));
  const boot = parseProperties(textOf(config.boot));
  return toFacts([
    ['osType', textOf(config.ostype)],
    ['machineType', textOf(config.machine)],
    ['firmware', textOf(config.bios)],
    ['cpuType', parseProperties(textOf(config.cpu)).first],
    ['sockets', textOf(config.sockets)],
    ['coresPerSocket', textOf(config.cores)],
    ['bootOrder', boot.values.get('order')],
    ['startAtBoot', yesOrNo(textOf(config.onboot))],
    ['guestAgent', yesOrNo(agent.values.get('enabled') ?? agent.first)],
    ['protection', yesOrNo(textOf(config.protection))],
    ['unprivileged', yesOrNo(textOf(config.unprivileged))],
  ]);
}

/** Seconds since 1970 as ISO 8601. */
function timeOf(seconds: number | undefined): string | undefined {
  const date = new Date((seconds ?? NaN) * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The disks, networks and facts of `GET …/config`. */
export function mapConfig(config: GuestConfig): WorkloadDetail {
  return {
    facts: factsOf(config),
    parts: [...mapDisks(config), ...mapNetworks(config)],
  };
}

export function mapSnapshots(snapshots: Snapshot[]): WorkloadPart[] {
  return snapshots
    .filter(({ name }) => name !== 'current')
    .map(({ name, parent, snaptime, vmstate }) => ({
      kind: 'snapshot',
      name: cleanText(name, 100) ?? '',
      facts: toFacts([
        ['createdAt', timeOf(snaptime), 'time'],
        ['parent', cleanText(parent, 100)],
        ['withMemory', vmstate ? 'yes' : undefined],
      ]),
    }));
}

/** `OK` and `WARNINGS: 2` are no failures. */
function hasFailed({ status }: Task): boolean {
  return status !== undefined && !/^(OK$|WARNINGS)/.test(status);
}

/** Tasks of a guest, the latest first. A running one has no text. */
export function mapTasks(tasks: Task[]): WorkloadEvent[] {
  return [...tasks]
    .sort((a, b) => (b.starttime ?? 0) - (a.starttime ?? 0))
    .map(task => ({
      at: timeOf(task.endtime ?? task.starttime),
      type: hasFailed(task) ? 'warning' : 'normal',
      reason: cleanText(task.type, 100) ?? 'unknown',
      text: cleanText(task.status),
      source: cleanText(task.user, 100),
    }));
}
