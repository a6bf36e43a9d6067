import type { Health } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Server } from '../schemas';

/** Nova's numbers of what the hypervisor says of the guest. */
const POWER_STATES: Record<number, string> = {
  0: 'no state',
  1: 'running',
  3: 'paused',
  4: 'shut down',
  6: 'crashed',
  7: 'suspended',
};

const RUNNING = 1;
const CRASHED = 6;

/** Health by status word, where neither a task nor the power state says more (O9). */
const HEALTH_OF_STATUS = new Map<string, Health>([
  ['ACTIVE', 'healthy'],
  ['VERIFY_RESIZE', 'degraded'],
  ['BUILD', 'transitional'],
  ['REBUILD', 'transitional'],
  ['REBOOT', 'transitional'],
  ['HARD_REBOOT', 'transitional'],
  ['RESIZE', 'transitional'],
  ['REVERT_RESIZE', 'transitional'],
  ['MIGRATING', 'transitional'],
  ['PASSWORD', 'transitional'],
  ['ERROR', 'failed'],
  ['SHUTOFF', 'stopped'],
  ['PAUSED', 'stopped'],
  ['SUSPENDED', 'stopped'],
  ['SHELVED', 'stopped'],
  ['SHELVED_OFFLOADED', 'stopped'],
  ['RESCUE', 'stopped'],
  ['SOFT_DELETED', 'stopped'],
  ['DELETED', 'stopped'],
]);

export interface ServerState {
  /** The status word of Nova, as it came. */
  status: string;
  health: Health;
  statusReason?: string;
  powerState?: string;
  isRunning: boolean;
}

export interface ServerStateOptions {
  /** The host that it is on does not report. */
  hostIsDown?: boolean;
  /** Why it is in ERROR, where the list does not say. */
  fault?: string;
}

function judge(
  server: Server,
  status: string,
  options: ServerStateOptions,
): Pick<ServerState, 'health' | 'statusReason'> {
  const task = cleanText(server['OS-EXT-STS:task_state']);
  const power = server['OS-EXT-STS:power_state'] ?? undefined;
  const powerState = power === undefined ? undefined : POWER_STATES[power];
  const health = HEALTH_OF_STATUS.get(status) ?? 'unknown';

  if (health === 'failed') {
    const fault = cleanText(server.fault?.message) ?? options.fault;
    return { health, statusReason: fault };
  }
  if (server.status === 'UNKNOWN' && !server.flavor) {
    return {
      health: 'unknown',
      statusReason: 'The cell that it is in does not answer',
    };
  }
  if (power === CRASHED) {
    return { health: 'failed', statusReason: 'The guest has crashed' };
  }
  const taskReason = task && `Task: ${task}`;
  if (options.hostIsDown && health !== 'stopped') {
    // What Nova last heard of it may no longer be so: offline is not stopped.
    const reasons = [
      `Its hypervisor is down; ${status} is what was last known`,
      taskReason,
    ];
    return {
      health: 'unknown',
      statusReason: reasons.filter(Boolean).join('. '),
    };
  }
  if (task) return { health: 'transitional', statusReason: taskReason };
  if (status === 'ACTIVE' && power !== undefined && power !== RUNNING) {
    return {
      health: 'degraded',
      statusReason: `The guest is not running (${powerState ?? power})`,
    };
  }
  if (status === 'VERIFY_RESIZE') {
    return {
      health,
      statusReason: 'Its resize waits to be confirmed or reverted',
    };
  }
  if (options.hostIsDown) {
    return { health, statusReason: 'Its hypervisor is down' };
  }
  return { health };
}

/** Status, task and power state of a server in the one vocabulary (O8, O9). */
export function serverState(
  server: Server,
  options: ServerStateOptions = {},
): ServerState {
  const status = cleanText(server.status) ?? 'UNKNOWN';
  const power = server['OS-EXT-STS:power_state'] ?? undefined;
  const { health, statusReason } = judge(server, status, options);
  return {
    status,
    health,
    ...(statusReason && { statusReason }),
    ...(power !== undefined && {
      powerState: POWER_STATES[power] ?? String(power),
    }),
    isRunning: status === 'ACTIVE' && power === RUNNING && !options.hostIsDown,
  };
}
