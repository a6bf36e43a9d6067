import type {
  Health,
  NodeState,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { judgement, message, type Judgement } from '../messages';
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

/**
 * Health of a guest whose node is online.
 *
 * A failure takes precedence, then what HA does with the guest, then its lock: a halted machine
 * is not in transition because it is being backed up.
 */
export function judgeGuest(
  { status = 'unknown', lock, hastate = '' }: Resource,
  { lockedSince, now }: { lockedSince?: number; now: number },
): Judgement {
  const health = STATUS_HEALTH.get(status) ?? 'unknown';
  if (health === 'failed') return judgement(health, STATUS_REASON.get(status));
  const haHealth = HA_HEALTH.get(hastate);
  if (haHealth) {
    return judgement(haHealth, message('guest-ha-state', { hastate }));
  }
  if (!lock) return judgement(health, STATUS_REASON.get(status));
  const locked = message('guest-locked', { lock });
  if (!BUSY_LOCKS.has(lock)) return judgement(health, locked);
  const hours = Math.floor((now - (lockedSince ?? now)) / 3_600_000);
  return hours >= LONG_LOCK_HOURS
    ? judgement('degraded', message('guest-locked-long', { lock, hours }))
    : judgement('transitional', locked);
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
