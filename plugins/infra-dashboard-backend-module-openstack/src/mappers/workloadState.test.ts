import { serverState } from './workloadState';
import { serverSchema } from '../schemas';

function state(overrides: object, options?: object) {
  const server = serverSchema.parse({
    id: 'one',
    flavor: { vcpus: 1 },
    'OS-EXT-STS:power_state': 1,
    ...overrides,
  });
  const { status, health, statusReason } = serverState(server, options);
  return [status, health, ...(statusReason ? [statusReason] : [])];
}

describe('serverState', () => {
  it('combines status, power state and task', () => {
    expect(state({ status: 'ACTIVE' })).toEqual(['ACTIVE', 'healthy']);
    expect(state({ status: 'ACTIVE', 'OS-EXT-STS:power_state': 4 })).toEqual([
      'ACTIVE',
      'degraded',
      'Guest not running (shut down)',
    ]);
    expect(state({ status: 'ACTIVE', 'OS-EXT-STS:power_state': 6 })).toEqual([
      'ACTIVE',
      'failed',
      'Guest crashed',
    ]);
    expect(
      state({ status: 'SHUTOFF', 'OS-EXT-STS:task_state': 'powering-on' }),
    ).toEqual(['SHUTOFF', 'transitional', 'Task: powering-on']);
    expect(
      state({ status: 'ERROR', 'OS-EXT-STS:task_state': 'deleting' }),
    ).toEqual(['ERROR', 'failed']);
    expect(
      state({ status: 'ERROR', fault: { message: 'No valid\nhost' } }),
    ).toEqual(['ERROR', 'failed', 'No valid host']);
    // A policy may hide the power state.
    expect(
      state({ status: 'ACTIVE', 'OS-EXT-STS:power_state': undefined }),
    ).toEqual(['ACTIVE', 'healthy']);
  });

  it.each([
    ['healthy', ['ACTIVE']],
    ['degraded', ['VERIFY_RESIZE', 'RESCUE']],
    [
      'transitional',
      [
        'BUILD',
        'REBUILD',
        'REBOOT',
        'HARD_REBOOT',
        'RESIZE',
        'REVERT_RESIZE',
        'MIGRATING',
        'PASSWORD',
      ],
    ],
    ['failed', ['ERROR']],
    [
      'stopped',
      [
        'SHUTOFF',
        'PAUSED',
        'SUSPENDED',
        'SHELVED',
        'SHELVED_OFFLOADED',
        'SOFT_DELETED',
        'DELETED',
      ],
    ],
    ['unknown', ['UNKNOWN', 'A_NEW_STATUS']],
  ])('is %s for %j and keeps the status', (health, words) => {
    for (const word of words) {
      expect(state({ status: word }).slice(0, 2)).toEqual([word, health]);
    }
  });

  it('does not call a server stopped that runs from a rescue image', () => {
    expect(state({ status: 'RESCUE' })).toEqual([
      'RESCUE',
      'degraded',
      'Rescue mode: booted from another image',
    ]);
    expect(state({ status: 'RESCUE' }, { hostIsDown: true })[1]).toBe(
      'unknown',
    );
  });

  it('does not trust the last known status on a host that is down', () => {
    const hostIsDown = true;
    expect(state({ status: 'ACTIVE' }, { hostIsDown })).toEqual([
      'ACTIVE',
      'unknown',
      'Hypervisor down; last known status: ACTIVE',
    ]);
    expect(state({ status: 'SHUTOFF' }, { hostIsDown })).toEqual([
      'SHUTOFF',
      'stopped',
      'Hypervisor down',
    ]);
    expect(state({ status: 'ERROR' }, { hostIsDown })[1]).toBe('failed');
  });
});
