import type { Health } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Resource } from '../schemas';

/** Locks under which PVE is working on the guest; others, as `suspended`, are a state. */
const BUSY_LOCKS = new Set([
  'backup',
  'clone',
  'create',
  'destroyed',
  'disk',
  'fstrim',
  'migrate',
  'mounted',
  'rollback',
  'snapshot',
  'snapshot-delete',
  'suspending',
]);

/** A job that works on a guest for a whole day has most likely died and left its lock. */
const LONG_LOCK_HOURS = 24;

/** QEMU's run states, which are an open set, and those of containers (P5). */
const STATUS_HEALTH = new Map<string, Health>(
  Object.entries({
    running: 'healthy',
    stopped: 'stopped',
    paused: 'stopped',
    suspended: 'stopped',
    shutdown: 'stopped',
    prelaunch: 'transitional',
    inmigrate: 'transitional',
    postmigrate: 'transitional',
    'finish-migrate': 'transitional',
    'restore-vm': 'transitional',
    'save-vm': 'transitional',
    'io-error': 'failed',
    'internal-error': 'failed',
    'guest-panicked': 'failed',
    watchdog: 'failed',
  }),
);

const STATUS_REASON = new Map<string, string>(
  Object.entries({
    unknown: 'Its node has no statistics of it',
    'io-error': 'Halted by an input/output error, most often of a full storage',
    'internal-error': 'QEMU halted on an internal error',
    'guest-panicked': 'The guest system crashed',
    watchdog: 'Halted by its watchdog',
  }),
);

const HA_HEALTH = new Map<string, Health>(
  Object.entries({
    error: 'failed',
    fence: 'degraded',
    recovery: 'degraded',
    migrate: 'transitional',
    relocate: 'transitional',
    request_start: 'transitional',
    request_start_balance: 'transitional',
    request_stop: 'transitional',
  }),
);

/**
 * Health of a guest whose node is online.
 *
 * What has failed comes first, then what HA does with the guest, then who holds its lock:
 * a halted machine is not in transition because a backup of it is running.
 */
export function judgeGuest(
  guest: Resource,
  options: { lockedSince?: number; now: number },
): { health: Health; statusReason?: string } {
  const { status = 'unknown', lock, hastate = '' } = guest;
  const { lockedSince = options.now, now } = options;
  const health = STATUS_HEALTH.get(status) ?? 'unknown';
  if (health === 'failed') {
    return { health, statusReason: STATUS_REASON.get(status) };
  }
  const byHa = HA_HEALTH.get(hastate);
  if (byHa) return { health: byHa, statusReason: `HA state ${hastate}` };
  if (lock && BUSY_LOCKS.has(lock)) {
    const hours = Math.floor((now - lockedSince) / 3_600_000);
    return hours >= LONG_LOCK_HOURS
      ? {
          health: 'degraded',
          statusReason: `Locked: ${lock}, for ${hours} hours by now`,
        }
      : { health: 'transitional', statusReason: `Locked: ${lock}` };
  }
  const statusReason = lock ? `Locked: ${lock}` : STATUS_REASON.get(status);
  return { health, ...(statusReason && { statusReason }) };
}
