import type {
  Health,
  NodeState,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  judgement,
  type Judgement,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { Resource } from '../schemas';
import type { KnownGuest } from './ClusterParts';

/** Locks under which PVE works on the guest; others, such as `suspended`, are a state. */
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

/** Run states of QEMU, which are an open set, and those of containers. */
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

const STATUS_REASON = new Map(
  Object.entries({
    unknown: message('guest-no-statistics'),
    'io-error': message('guest-io-error'),
    'internal-error': message('guest-internal-error'),
    'guest-panicked': message('guest-panicked'),
    watchdog: message('guest-watchdog'),
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

/** What HA is to do with a guest: keep it running. */
const HA_WANTS_STARTED = new Set(['started', 'enabled']);

/** A guest that is locked, until the lock is as old as only an abandoned one is. */
function judgeLocked(
  health: Health,
  lock: string,
  { lockedSince, now }: { lockedSince?: number; now: number },
): Judgement {
  const locked = message('guest-locked', { lock });
  if (!BUSY_LOCKS.has(lock)) return judgement(health, locked);
  const hours = Math.floor((now - (lockedSince ?? now)) / 3_600_000);
  if (hours >= LONG_LOCK_HOURS) {
    return judgement('degraded', message('guest-locked-long', { lock, hours }));
  }
  // A guest goes on running while it is backed up, as it does every night.
  const isUndisturbed = lock === 'backup' && health === 'healthy';
  return judgement(isUndisturbed ? health : 'transitional', locked);
}

/**
 * Health of a guest whose node is online.
 *
 * A failure takes precedence, then what HA does with the guest, then that nothing is known of
 * it, then its lock: a halted machine is not in transition because it is being backed up.
 */
export function judgeGuest(
  { status = 'unknown', lock, hastate = '' }: Resource,
  options: { lockedSince?: number; now: number },
): Judgement {
  const health = STATUS_HEALTH.get(status) ?? 'unknown';
  const reason = STATUS_REASON.get(status);
  if (health === 'failed') return judgement(health, reason);
  const haHealth = HA_HEALTH.get(hastate);
  if (haHealth) {
    return judgement(haHealth, message('guest-ha-state', { hastate }));
  }
  if (health === 'unknown') return judgement(health, reason);
  if (lock) return judgeLocked(health, lock, options);
  return status === 'stopped' && HA_WANTS_STARTED.has(hastate)
    ? judgement('degraded', message('guest-ha-not-started', { hastate }))
    : judgement(health, reason);
}

/** A guest whose node is not online, so that its state is unknown. */
export function judgeLostGuest(
  { node, status = 'unknown', hastate }: Resource,
  options: { nodeState: NodeState; known?: KnownGuest },
): Judgement {
  const { known, nodeState } = options;
  const where =
    (!node && 'missing') || (nodeState === 'offline' ? 'offline' : 'unknown');
  const params = {
    ...(node && { node }),
    status: status === 'unknown' ? known?.status ?? status : status,
  };
  return judgement(
    'unknown',
    hastate
      ? message(`guest-node-${where}-ha`, { ...params, hastate })
      : message(`guest-node-${where}`, params),
  );
}
