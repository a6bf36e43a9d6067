import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  failed,
  ProviderFailure,
  success,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterParts } from './ClusterParts';
import { judgeCluster } from './clusterHealth';

const STATES = {
  up: { status: 'online', health: 'healthy' },
  disabled: { status: 'online', health: 'stopped' },
  down: { status: 'offline', health: 'failed' },
  unknown: { status: 'unknown', health: 'unknown' },
};

function healthOf(...states: Array<keyof typeof STATES>) {
  const nodes = states.map(state => STATES[state]) as NodeStatus[];
  const hypervisors = success({
    items: [],
    skipped: 0,
    pages: 1,
    truncated: false,
  });
  const parts = { hypervisors } as unknown as ClusterParts;
  const { health, reasonCode, statusReason } = judgeCluster(parts, nodes);
  return [health, reasonCode, statusReason];
}

it('explains every combination of states in a sentence', () => {
  expect(healthOf('up', 'up')).toEqual(['healthy', undefined, undefined]);
  expect(healthOf()).toEqual(['unknown', 'no-hosts', 'No hypervisors']);
  expect(healthOf('down')).toEqual([
    'failed',
    'hosts-down',
    'The only hypervisor is down',
  ]);
  expect(healthOf('disabled')[0]).toBe('healthy');
  expect(healthOf('unknown')[2]).toBe(
    'The state of the only hypervisor is unknown',
  );
  expect(healthOf('up', 'down')).toEqual([
    'degraded',
    'hosts-down',
    '2 hypervisors: 1 down',
  ]);
  expect(healthOf('up', 'disabled')).toEqual(['healthy', undefined, undefined]);
  expect(healthOf('up', 'unknown')[2]).toBe('2 hypervisors: 1 unknown');
  expect(healthOf('down', 'disabled')[2]).toBe(
    '2 hypervisors: 1 down, 1 disabled',
  );
  expect(healthOf('down', 'unknown')).toEqual([
    'failed',
    'hosts-down-unknown',
    '2 hypervisors: 1 down, 1 unknown',
  ]);
  expect(healthOf('disabled', 'unknown')[2]).toBe(
    '2 hypervisors: 1 disabled, 1 unknown',
  );
  expect(healthOf('down', 'disabled', 'unknown', 'up')[2]).toBe(
    '4 hypervisors: 1 down, 1 disabled, 1 unknown',
  );
});

it('distinguishes forbidden hypervisors from those that cannot be read', () => {
  const codeOf = (upstreamStatus: number) => {
    const failure = new ProviderFailure('UPSTREAM_ERROR', '', {
      upstreamStatus,
    });
    const parts = { hypervisors: failed(failure) } as unknown as ClusterParts;
    return judgeCluster(parts, []).reasonCode;
  };
  expect([codeOf(403), codeOf(500)]).toEqual([
    'hosts-hidden',
    'hosts-unreadable',
  ]);
});
