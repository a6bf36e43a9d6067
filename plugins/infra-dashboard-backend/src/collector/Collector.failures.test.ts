import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { clusterOf, entry, useCollectors } from './__testUtils__/useCollectors';

describe('Collector where a provider fails', () => {
  const { create, logger } = useCollectors();

  it('retains the last good data of each part, with the reason and the age', async () => {
    const { collector, fake, good } = create();
    collector.apply([entry('a')]);
    await collector.refresh('a');
    const before = clusterOf(collector);
    expect(before).toMatchObject({
      health: 'healthy',
      freshness: { state: 'fresh' },
    });

    fake.behavior.workloads = async () => {
      throw new ProviderFailure('FORBIDDEN', 'No list of allocations');
    };
    await collector.refresh('a');
    expect(clusterOf(collector)).toMatchObject({
      error: undefined,
      freshness: { state: 'fresh' },
      workloadsFreshness: { state: 'stale' },
      workloadsError: { code: 'FORBIDDEN' },
      totals: { workloads: { total: 2 } },
    });

    fake.behavior.topology = async () => {
      throw new ProviderFailure('TIMEOUT', 'Nomad did not respond in time');
    };
    await collector.refresh('a');
    const stale = clusterOf(collector);
    expect(stale).toMatchObject({
      health: 'healthy',
      error: { code: 'TIMEOUT', message: 'Nomad did not respond in time' },
      freshness: { state: 'stale', observedAt: expect.any(String) },
      totals: before.totals,
    });
    // After a while the last known health is no longer to be believed.
    expect(clusterOf(collector, Date.now() + 121_000).health).toBe('unknown');
    expect(collector.providers[0]).toMatchObject({
      state: 'failing',
      consecutiveFailures: 2,
      error: { code: 'TIMEOUT' },
    });

    Object.assign(fake.behavior, good);
    await collector.refresh('a');
    expect(clusterOf(collector)).toMatchObject({
      error: undefined,
      freshness: { state: 'fresh' },
      workloadsFreshness: { state: 'fresh' },
    });
    expect(collector.providers[0]).toMatchObject({
      state: 'ok',
      consecutiveFailures: 0,
    });
    expect(collector.providers[0].error).toBeUndefined();
    expect(collector.providers[0].lastError).toEqual({
      code: 'TIMEOUT',
      message: 'Nomad did not respond in time',
      hint: expect.stringContaining('network path'),
      hintCode: 'check-network',
      at: expect.any(String),
    });
    expect(logger.info).toHaveBeenLastCalledWith('Reading works again');
  });

  it('takes over all entries but those that cannot be opened, whatever they hold', async () => {
    const { collector } = create();
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const invalid = Object.defineProperty({}, 'url', {
      enumerable: true,
      get: () => {
        throw new Error('hunter2');
      },
    });
    const bad: ProviderEntry[] = [deep, invalid].map((value, index) =>
      entry(`bad-${index}`, {
        settings: { value },
        key: `infraDashboard.providers[${index}]`,
      }),
    );
    for (const good of ['a', 'b']) {
      collector.apply([...bad, entry(good)]);
      await collector.refresh(good);
      expect(
        collector.providers.map(({ name, state, error }) => [
          name,
          state,
          error?.message,
        ]),
      ).toEqual([
        [
          'bad-0',
          'misconfigured',
          'infraDashboard.providers[0]: cannot be used (RangeError)',
        ],
        [
          'bad-1',
          'misconfigured',
          'infraDashboard.providers[1]: cannot be used (Error)',
        ],
        [good, 'ok', undefined],
      ]);
    }
  });

  it('gives up on a provider that ignores its signal', async () => {
    const { collector, fake } = create();
    fake.behavior.topology = () => new Promise(() => {});
    collector.apply([
      entry('a', {
        timings: {
          refreshMs: 60_000,
          timeoutMs: 20,
          connectMs: 20,
          staleAfterMs: 120_000,
          detailTtlMs: 15_000,
        },
      }),
    ]);
    await collector.refresh('a');
    expect(clusterOf(collector)).toMatchObject({
      health: 'unknown',
      error: { code: 'TIMEOUT' },
      freshness: { state: 'stale' },
    });
  });

  it('reads again for a manual refresh when the running read fails', async () => {
    const { collector, fake, reads, good } = create();
    collector.apply([entry('a')]);
    await collector.refresh('a');
    let fail = () => {};
    fake.behavior.topology = () =>
      new Promise((_, reject) => {
        fail = () => reject(new ProviderFailure('UNAUTHORIZED', 'No'));
      });
    const automatic = collector.refresh('a');
    await waitFor(() => fail());
    fake.behavior.topology = good.topology;
    const before = reads.topology;
    const refreshes = [1, 2].map(() => collector.refresh('a', { force: true }));
    fail();
    await automatic;
    await Promise.all(refreshes);
    expect(collector.providers[0]).toMatchObject({
      state: 'ok',
      breaker: 'closed',
    });
    expect(reads.topology - before).toBeLessThanOrEqual(1);
  });

  it('reads at once when a single request shows that upstream is back', async () => {
    const { collector, fake, good, reads } = create();
    fake.behavior.topology = async () => {
      throw new ProviderFailure('UNREACHABLE', 'No');
    };
    let isBack = false;
    const probe = jest.fn(async () => {
      if (!isBack) throw new ProviderFailure('UNREACHABLE', 'No');
    });
    fake.behavior.probe = probe;
    collector.apply([entry('a')]);
    for (let failures = 0; failures < 3; failures += 1) {
      await collector.refresh('a');
    }
    expect(collector.providers[0].breaker).toBe('open');
    fake.behavior.topology = good.topology;
    // What the timer does during the pause.
    await collector.refresh('a');
    expect(probe).toHaveBeenCalledTimes(1);
    expect(collector.providers[0].breaker).toBe('open');
    isBack = true;
    const before = reads.topology;
    await collector.refresh('a');
    expect(probe).toHaveBeenCalledTimes(2);
    expect(reads.topology - before).toBe(0);
    expect(collector.providers[0]).toMatchObject({
      state: 'ok',
      breaker: 'closed',
    });
  });

  it('goes on when a provider or the metrics have a bug', async () => {
    const metrics = { observe: () => {}, recordRefresh: jest.fn() };
    const { collector, fake, good } = create({ metrics: metrics as any });
    const timings = entry('a').timings;
    collector.apply([entry('a', { timings: { ...timings, refreshMs: 30 } })]);
    await collector.refresh('a');
    const known = clusterOf(collector).totals;
    fake.behavior.topology = async () => undefined as any;
    await waitFor(() =>
      expect(clusterOf(collector)).toMatchObject({
        error: { code: 'INVALID_RESPONSE' },
        freshness: { state: 'stale' },
        totals: known,
      }),
    );
    metrics.recordRefresh.mockImplementation(() => {
      throw new Error('The exporter is gone');
    });
    const { length } = metrics.recordRefresh.mock.calls;
    await waitFor(() =>
      expect(metrics.recordRefresh.mock.calls.length).toBeGreaterThan(length),
    );
    Object.assign(fake.behavior, good);
    await waitFor(() =>
      expect(clusterOf(collector).freshness.state).toBe('fresh'),
    );
  });
});
