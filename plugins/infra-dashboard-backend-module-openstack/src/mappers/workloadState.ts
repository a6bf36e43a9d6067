import type {
  Health,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  judgement,
  type Judgement,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { Server } from '../schemas';
import { isStub } from './completeness';

/** Power states of Nova. */
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

/** Health by status, unless a task or the power state differs. */
const HEALTH_OF_STATUS = new Map<string, Health>([
  ['ACTIVE', 'healthy'],
  ['VERIFY_RESIZE', 'degraded'],
  ['RESCUE', 'degraded'],
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
  ['SOFT_DELETED', 'stopped'],
  ['DELETED', 'stopped'],
]);

export interface ServerState extends Judgement, Pick<Workload, 'status'> {
  powerState?: string;
  isRunning: boolean;
}

export interface ServerStateOptions {
  /** Its hypervisor does not report. */
  hostIsDown?: boolean;
  /** Why it is in ERROR, if the row does not contain it. */
  fault?: string;
}

function powerStateOf(server: Server): string | undefined {
  const power = server['OS-EXT-STS:power_state'] ?? undefined;
  return power === undefined ? undefined : POWER_STATES[power] ?? String(power);
}

function healthOf(
  server: Server,
  status: string,
  options: ServerStateOptions,
): Judgement {
  const task = cleanText(server['OS-EXT-STS:task_state']);
  const power = server['OS-EXT-STS:power_state'] ?? undefined;
  const health = HEALTH_OF_STATUS.get(status) ?? 'unknown';

  if (health === 'failed') {
    const fault = cleanText(server.fault?.message) ?? options.fault;
    return judgement(health, fault || undefined);
  }
  if (isStub(server)) {
    return judgement('unknown', message('cell-unreachable'));
  }
  if (power === CRASHED) {
    return judgement('failed', message('guest-crashed'));
  }
  if (options.hostIsDown && health !== 'stopped') {
    // The last known status may have changed since: offline is not stopped.
    return judgement(
      'unknown',
      task
        ? message('host-down-last-task', { status, task })
        : message('host-down-last-status', { status }),
    );
  }
  if (task) {
    return judgement('transitional', message('task-running', { task }));
  }
  if (status === 'ACTIVE' && power !== undefined && power !== RUNNING) {
    const powerState = powerStateOf(server) ?? '';
    return judgement('degraded', message('guest-not-running', { powerState }));
  }
  if (status === 'VERIFY_RESIZE') {
    return judgement(health, message('resize-unconfirmed'));
  }
  if (status === 'RESCUE') return judgement(health, message('server-rescued'));
  return judgement(
    health,
    options.hostIsDown ? message('host-down') : undefined,
  );
}

/** State of a server by status, task and power state. */
export function serverState(
  server: Server,
  options: ServerStateOptions = {},
): ServerState {
  const status = cleanText(server.status) ?? 'UNKNOWN';
  const powerState = powerStateOf(server);
  return {
    status,
    ...healthOf(server, status, options),
    ...(powerState && { powerState }),
    isRunning:
      status === 'ACTIVE' &&
      server['OS-EXT-STS:power_state'] === RUNNING &&
      !options.hostIsDown,
  };
}
