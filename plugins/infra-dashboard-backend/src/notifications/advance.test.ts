import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { fakeNode } from '../testing/FakeProvider';
import { advance, type Memory, type Message } from './advance';
import { observe, type Observation } from './observe';

const HEALTHY: Observation = {
  state: 'healthy',
  cause: '',
  description: '',
  severity: 'high',
};
const unhealthy = (cause: string): Observation => ({
  ...HEALTHY,
  state: 'unhealthy',
  cause,
});

/** Checks once a minute, one letter per check: `.` is healthy, any other letter a problem. */
function watch(looks: string) {
  let memory: Memory | undefined;
  const reported: string[] = [];
  [...looks].forEach((letter, minute) => {
    const step: { memory: Memory | undefined; message?: Message } = advance(
      memory,
      letter === '.' ? HEALTHY : unhealthy(letter),
      {
        now: minute * 60_000,
        unhealthyAfterMs: 120_000,
        healthyAfterMs: 180_000,
      },
    );
    memory = step.memory;
    if (step.message) reported.push(`${minute} ${step.message} ${letter}`);
  });
  return { reported, memory };
}

describe('advance', () => {
  it('reports a problem after the delay, and its end after the delay', () => {
    expect(watch('..aaaaaa......').reported).toEqual([
      '4 unhealthy a',
      '11 recovered .',
    ]);
  });

  it('does not report short problems', () => {
    expect(watch('.a.a.aa.a.a..').reported).toEqual([]);
    expect(watch('aaaa.a.a..a..aaa').reported).toEqual(['2 unhealthy a']);
  });

  it('reports another problem as well, and the end of all once', () => {
    expect(watch('aaabbb....').reported).toEqual([
      '2 unhealthy a',
      '5 unhealthy b',
      '9 recovered .',
    ]);
  });

  it('remembers nothing of a healthy cluster', () => {
    expect(watch('....').memory).toBeUndefined();
    expect(watch('aaaa....').memory).toBeUndefined();
  });
});

describe('observe', () => {
  const cluster = (more: Partial<ClusterStatus>): ClusterStatus => ({
    name: 'one',
    provider: 'nomad',
    health: 'healthy',
    freshness: { state: 'fresh', observedAt: '2026-01-01T00:00:00.000Z' },
    totals: { cpu: {}, memory: {}, nodes: { total: 0 } },
    ...more,
  });
  const node = (name: string, health: 'failed' | 'degraded' | 'healthy') => ({
    ...fakeNode('one', name),
    health,
    ...(health === 'failed' && { statusReason: 'is gone' }),
  });

  it('reports one problem for a cluster that cannot be read, for any state of its nodes', () => {
    expect(
      observe(
        cluster({
          health: 'unknown',
          freshness: { state: 'stale' },
          nodes: [node('n1', 'failed')],
          error: { code: 'TIMEOUT', message: 'No response', hint: 'Look' },
        }),
      ),
    ).toEqual({
      state: 'unhealthy',
      cause: 'error TIMEOUT',
      description: 'It cannot be read: No response. Look',
      severity: 'critical',
    });
  });

  it('names the nodes, some of them at least', () => {
    const names = ['n3', 'n1', 'n2', 'n4', 'n5', 'n6', 'n7'];
    const seen = observe(
      cluster({
        health: 'degraded',
        nodes: [
          ...names.map(name => node(name, 'degraded')),
          node('n0', 'failed'),
          node('n9', 'healthy'),
        ],
      }),
    );
    expect(seen).toMatchObject({
      severity: 'critical',
      cause: 'nodes n0 n1 n2 n3 n4 n5 n6 n7',
      description:
        '8 of 9 nodes are unhealthy: n0 (is gone), n3, n1, n2, n4 and 3 more',
    });
  });

  it.each([
    ['pending', cluster({ freshness: { state: 'pending' } })],
    ['disabled', cluster({ freshness: { state: 'disabled' } })],
    ['old', cluster({ freshness: { state: 'stale' } })],
    ['unknown', cluster({ health: 'unknown' })],
  ])('draws no conclusion from what is %s', (_, status) => {
    expect(observe(status)).toBeUndefined();
  });

  it('knows a cluster that is healthy or unhealthy as a whole', () => {
    expect(observe(cluster({}))?.state).toBe('healthy');
    expect(
      observe(cluster({ health: 'degraded', statusReason: 'Quorum is lost' })),
    ).toMatchObject({
      cause: 'health degraded',
      description: 'Quorum is lost',
    });
  });
});
