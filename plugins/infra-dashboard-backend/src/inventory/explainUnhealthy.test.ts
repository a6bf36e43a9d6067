import type {
  ClusterStatus,
  ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { explainUnhealthy } from './explainUnhealthy';

const cluster = (
  name: string,
  more: Partial<ClusterStatus> = {},
): ClusterStatus => ({
  name,
  provider: 'nomad',
  health: 'healthy',
  freshness: { state: 'fresh', observedAt: '2026-01-01T00:00:00.000Z' },
  totals: { cpu: {}, memory: {}, nodes: { total: 0 } },
  ...more,
});

const misconfigured: ProviderStatus = {
  name: 'typo',
  type: 'nomad',
  enabled: true,
  state: 'misconfigured',
  source: 'app-config',
  error: { code: 'MISCONFIGURED', message: 'providers[0].url: is missing' },
};

describe('explainUnhealthy', () => {
  it('returns nothing if all is healthy, stopped on purpose or disabled', () => {
    expect(
      explainUnhealthy({
        providers: [{ ...misconfigured, state: 'ok', error: undefined }],
        clusters: [
          cluster('well', { nodes: [fakeNode('well', 'n1')] }),
          cluster('off', {
            freshness: { state: 'disabled' },
            health: 'unknown',
            statusReason: 'old news',
          }),
        ],
        workloads: [
          fakeWorkload('well', 'web'),
          fakeWorkload('well', 'batch', { health: 'stopped' }),
          fakeWorkload('well', 'moving', { health: 'transitional' }),
          fakeWorkload('off', 'lost', { health: 'failed' }),
        ],
      }),
    ).toEqual([]);
  });

  it('does not let a failed read cover what was wrong before', () => {
    const error = { code: 'TIMEOUT', message: 'No response' } as const;
    const since = '2026-01-01T00:00:00.000Z';
    const stale = { state: 'stale', observedAt: since } as const;
    const statusReason = 'n1: Offline';
    const problems = explainUnhealthy({
      providers: [],
      clusters: [
        cluster('just-now', {
          ...{ error, freshness: stale, health: 'failed', statusReason },
        }),
        cluster('long-ago', {
          ...{ error, freshness: stale, health: 'unknown', statusReason },
          lastKnownHealth: 'degraded',
        }),
        cluster('silent', { freshness: stale }),
      ],
      workloads: [],
    });
    expect(
      problems.map(one => [one.cluster, one.severity, one.reason]).sort(),
    ).toEqual([
      [
        'just-now',
        'error',
        'No response; what is known is from 2026-01-01T00:00:00.000Z',
      ],
      ['just-now', 'error', 'n1: Offline'],
      [
        'long-ago',
        'error',
        'No response; what is known is from 2026-01-01T00:00:00.000Z',
      ],
      ['long-ago', 'warning', 'n1: Offline'],
      ['silent', 'warning', `There is no new data since ${since}`],
    ]);
  });

  it('names reasons and hints, groups workloads by cause, and puts the worst first', () => {
    const down = {
      ...fakeNode('hot', 'n1'),
      health: 'failed' as const,
      status: 'offline' as const,
      statusReason: 'The node does not respond to its cluster',
    };
    const pressed = {
      ...fakeNode('hot', 'n2'),
      health: 'degraded' as const,
      conditions: [
        {
          type: 'MemoryPressure',
          status: 'true' as const,
          severity: 'error' as const,
          message: 'The node has little memory left',
        },
      ],
    };
    const invalid = { ...fakeNode('hot', 'n3'), health: 'unknown' as const };
    const failing = Array.from({ length: 7 }, (_, index) =>
      fakeWorkload('hot', `web-${index}`, {
        namespace: 'shop',
        status: 'CrashLoopBackOff',
        health: 'failed',
        ...(index === 3 && { statusReason: 'exit code 1' }),
      }),
    );
    const problems = explainUnhealthy({
      providers: [misconfigured],
      clusters: [
        cluster('dead', {
          health: 'unknown',
          freshness: { state: 'stale' },
          error: {
            code: 'TIMEOUT',
            message: 'No response',
            hint: 'Look at it',
          },
        }),
        cluster('hot', {
          health: 'degraded',
          statusReason: 'One node is offline',
          workloadsError: { code: 'FORBIDDEN', message: 'No right to list' },
          nodes: [down, pressed, invalid],
        }),
      ],
      workloads: failing,
    });
    expect(
      problems.map(one => [one.severity, one.subject, one.node, one.reason]),
    ).toEqual([
      [
        'error',
        'workloads',
        undefined,
        'allocation CrashLoopBackOff: exit code 1',
      ],
      ['error', 'node', 'n1', 'The node does not respond to its cluster'],
      ['error', 'provider', undefined, 'providers[0].url: is missing'],
      ['error', 'cluster', undefined, 'No response; it was never read'],
      ['warning', 'cluster', undefined, 'One node is offline'],
      [
        'warning',
        'cluster',
        undefined,
        'The workloads cannot be read: No right to list',
      ],
      ['warning', 'node', 'n2', 'The node has little memory left'],
      ['warning', 'node', 'n3', 'The node is ready'],
    ]);
    expect(problems[0]).toMatchObject({
      count: 7,
      examples: [0, 1, 2, 3, 4].map(index => `shop/web-${index}`),
    });
    expect(problems[3].hint).toBe('Look at it');
  });
});
