import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import { CollectorMetrics } from '../metrics/CollectorMetrics';
import { composeCluster } from '../inventory';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { createFakeFactory, fakeNode } from '../testing/FakeProvider';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { Breaker } from './Breaker';
import { Collector } from './Collector';
import { SnapshotCache } from './SnapshotCache';

const PORTAL = { value: 'portal' };

function entry(name: string, more: Partial<ProviderEntry> = {}): ProviderEntry {
  return {
    name,
    type: 'nomad',
    enabled: true,
    timings: {
      refreshMs: 60_000,
      timeoutMs: 1_000,
      connectMs: 500,
      staleAfterMs: 120_000,
    },
    settings: {},
    key: 'infraDashboard.providers[0]',
    source: 'app-config',
    ...more,
  };
}

describe('Collector', () => {
  const collectors: Collector[] = [];
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);

  function create(
    options: { cache?: SnapshotCache; metrics?: CollectorMetrics } = {},
  ) {
    const fake = createFakeFactory();
    const reads = { topology: 0, workloads: 0, facts: 0 };
    const { topology, workloads } = fake.behaviour;
    fake.behaviour.topology = provider => {
      reads.topology += 1;
      return topology(provider);
    };
    fake.behaviour.workloads = provider => {
      reads.workloads += 1;
      return workloads(provider);
    };
    const registry = new PlatformRegistry();
    registry.addPlatform(fake.factory);
    const collector = new Collector({ registry, logger, ...options });
    collectors.push(collector);
    return { collector, fake, reads, good: { topology, workloads } };
  }

  const clusterOf = (collector: Collector, now = Date.now()) =>
    composeCluster(collector.records[0], { now });

  afterEach(async () => {
    await Promise.all(collectors.splice(0).map(one => one.close()));
    jest.clearAllMocks();
  });

  it('refreshes once for concurrent requests, and sends no requests for readers', async () => {
    const { collector, reads } = create();
    collector.apply([entry('a')]);
    expect(clusterOf(collector).freshness).toEqual({ state: 'pending' });
    await Promise.all(
      Array.from({ length: 100 }, () => collector.refresh('a')),
    );
    for (let reader = 0; reader < 100; reader += 1) clusterOf(collector);
    expect(reads).toEqual({ topology: 1, workloads: 1, facts: 0 });
    await collector.refresh('a');
    expect(reads.topology).toBe(2);
  });

  it('retains the last good data of each part, with the reason and the age', async () => {
    const { collector, fake, good } = create();
    collector.apply([entry('a')]);
    await collector.refresh('a');
    const before = clusterOf(collector);
    expect(before).toMatchObject({
      health: 'healthy',
      freshness: { state: 'fresh' },
    });

    fake.behaviour.workloads = async () => {
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

    fake.behaviour.topology = async () => {
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

    Object.assign(fake.behaviour, good);
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

  it('shows the age that a reading gives for itself, never a time of the future', async () => {
    const { collector, fake, good } = create();
    collector.apply([entry('a')]);
    const ageGiven = async (observedAt: number) => {
      fake.behaviour.workloads = async provider => ({
        ...(await good.workloads(provider)),
        observedAt,
      });
      await collector.refresh('a', { force: true });
      const { freshness, workloadsFreshness } = clusterOf(collector);
      expect(freshness.state).toBe('fresh');
      return workloadsFreshness!;
    };
    const startedAt = Date.now();
    const old = startedAt - 130_000;
    expect(await ageGiven(old)).toEqual({
      state: 'stale',
      observedAt: new Date(old).toISOString(),
    });
    for (const invalid of [startedAt + 60_000, NaN, Infinity]) {
      const { state, observedAt } = await ageGiven(invalid);
      expect(state).toBe('fresh');
      expect(Date.parse(observedAt!)).toBeGreaterThanOrEqual(startedAt);
      expect(Date.parse(observedAt!)).toBeLessThanOrEqual(Date.now());
    }
  });

  it('reads again for a manual refresh after a running read, and passes the reason', async () => {
    const { collector, fake, good } = create();
    const forced: unknown[] = [];
    let proceed = () => {};
    fake.behaviour.topology = async (provider, options) => {
      forced.push(options?.force);
      if (forced.length === 1) {
        await new Promise<void>(resolve => {
          proceed = resolve;
        });
      }
      return good.topology(provider, options);
    };
    collector.apply([entry('a')]);
    await waitFor(() => expect(forced).toEqual([false]));
    const asked = [1, 2].map(() => collector.refresh('a', { force: true }));
    proceed();
    await Promise.all(asked);
    expect(forced).toEqual([false, true]);
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
    fake.behaviour.topology = () => new Promise(() => {});
    collector.apply([
      entry('a', {
        timings: {
          refreshMs: 60_000,
          timeoutMs: 20,
          connectMs: 20,
          staleAfterMs: 120_000,
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
    fake.behaviour.topology = () =>
      new Promise((_, reject) => {
        fail = () => reject(new ProviderFailure('UNAUTHORIZED', 'No'));
      });
    const automatic = collector.refresh('a');
    await waitFor(() => fail());
    fake.behaviour.topology = good.topology;
    const before = reads.topology;
    const asked = [1, 2].map(() => collector.refresh('a', { force: true }));
    fail();
    await automatic;
    await Promise.all(asked);
    expect(collector.providers[0]).toMatchObject({
      state: 'ok',
      breaker: 'closed',
    });
    expect(reads.topology - before).toBeLessThanOrEqual(1);
  });

  it('goes on when a provider or the metrics have a bug', async () => {
    const metrics = { observe: () => {}, recordRefresh: jest.fn() };
    const { collector, fake, good } = create({ metrics: metrics as any });
    const timings = entry('a').timings;
    collector.apply([entry('a', { timings: { ...timings, refreshMs: 30 } })]);
    await collector.refresh('a');
    const known = clusterOf(collector).totals;
    fake.behaviour.topology = async () => undefined as any;
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
    Object.assign(fake.behaviour, good);
    await waitFor(() =>
      expect(clusterOf(collector).freshness.state).toBe('fresh'),
    );
  });

  it('refreshes by itself at the interval', async () => {
    const { collector, reads } = create();
    collector.apply([
      entry('a', {
        timings: {
          refreshMs: 30,
          timeoutMs: 100,
          connectMs: 100,
          staleAfterMs: 1_000,
        },
      }),
    ]);
    await waitFor(() => expect(reads.topology).toBeGreaterThan(3));
    await collector.close();
    const atClose = reads.topology;
    await new Promise(resolve => setTimeout(resolve, 120));
    expect(reads.topology).toBe(atClose);
  });

  it('reads the facts of a node once, on demand', async () => {
    const { collector, fake } = create();
    let asked = 0;
    fake.behaviour.facts = async node => {
      asked += 1;
      return { ...fakeNode('a', node), metadata: { kernelVersion: '6.8' } };
    };
    collector.apply([entry('a')]);
    await collector.refresh('a');
    expect(asked).toBe(0);
    const [record] = collector.records;
    const all = await Promise.all(
      Array.from({ length: 20 }, () => collector.nodeFacts(record, 'client-1')),
    );
    expect(all[19]?.metadata).toEqual({ kernelVersion: '6.8' });
    await collector.refresh('a');
    await collector.nodeFacts(record, 'client-1');
    expect(asked).toBe(1);
  });

  it('adopts what another replica read, from the shared cache', async () => {
    const store = new Map<string, any>();
    const cache = new SnapshotCache(
      {
        get: async key => store.get(key),
        set: async (key, value) => {
          store.set(key, JSON.parse(JSON.stringify(value)));
        },
        delete: async () => {},
        withOptions: () => {
          throw new Error('unused');
        },
      },
      PORTAL,
    );
    const first = create({ cache });
    const second = create({ cache });
    first.collector.apply([entry('a')]);
    await first.collector.refresh('a');
    second.collector.apply([entry('a')]);
    await second.collector.refresh('a');
    expect(first.reads.topology).toBe(1);
    expect(second.reads.topology).toBe(0);
    expect(clusterOf(second.collector).totals).toEqual(
      clusterOf(first.collector).totals,
    );
    const other = create({ cache });
    other.collector.apply([entry('a', { settings: { nodes: 2 } })]);
    await other.collector.refresh('a');
    expect(other.reads.topology).toBe(1);
  });

  it('measures refreshes, their failures, ages and breakers', async () => {
    const service = metricsServiceMock.mock();
    const observed: Array<[number, unknown]> = [];
    const callbacks: Array<(result: any) => void> = [];
    const instrument = { record: jest.fn(), add: jest.fn() };
    service.createHistogram.mockReturnValue(instrument);
    service.createCounter.mockReturnValue(instrument);
    service.createObservableGauge.mockReturnValue({
      addCallback: callback => callbacks.push(callback),
      removeCallback: () => {},
    });
    const { collector, fake } = create({
      metrics: new CollectorMetrics(service),
    });
    collector.apply([entry('a')]);
    await collector.refresh('a');
    fake.behaviour.topology = async () => {
      throw new ProviderFailure('UNAUTHORIZED', 'Nomad refused the token');
    };
    await collector.refresh('a');
    const attributes = { provider: 'a', type: 'nomad' };
    expect(instrument.record.mock.calls).toEqual([
      [expect.any(Number), { ...attributes, outcome: 'success' }],
      [expect.any(Number), { ...attributes, outcome: 'failure' }],
    ]);
    expect(instrument.add.mock.calls).toEqual([
      [1, { ...attributes, code: 'UNAUTHORIZED' }],
    ]);
    callbacks.forEach(callback =>
      callback({
        observe: (...seen: [number, unknown]) => observed.push(seen),
      }),
    );
    expect(observed).toEqual([
      [expect.any(Number), attributes],
      [1, attributes],
      [2, attributes],
    ]);
  });

  it('goes on without a cache that fails', async () => {
    const gone = async () => {
      throw new Error('gone');
    };
    const { collector, reads } = create({
      cache: new SnapshotCache(
        {
          get: gone,
          set: gone,
          delete: gone,
          withOptions: () => {
            throw new Error('unused');
          },
        },
        PORTAL,
      ),
    });
    collector.apply([entry('a')]);
    await collector.refresh('a');
    await collector.refresh('a');
    expect(reads.topology).toBe(2);
    expect(clusterOf(collector).freshness.state).toBe('fresh');
  });

  it('goes on without a cache that hangs, and queues nothing in it', async () => {
    const asked = { get: 0, set: 0 };
    let reply = () => {};
    const hang = (kind: 'get' | 'set') => () => {
      asked[kind] += 1;
      return new Promise<any>(resolve => {
        const before = reply;
        reply = () => {
          before();
          resolve(undefined);
        };
      });
    };
    const { collector, reads } = create({
      cache: new SnapshotCache(
        {
          get: hang('get'),
          set: hang('set'),
          delete: async () => {},
          withOptions: () => {
            throw new Error('unused');
          },
        },
        PORTAL,
      ),
    });
    collector.apply([entry('a')]);
    for (let i = 0; i < 5; i += 1) await collector.refresh('a');
    expect(reads.topology).toBe(5);
    expect(clusterOf(collector).freshness.state).toBe('fresh');
    expect(asked).toEqual({ get: 1, set: 1 });
    // It is used as soon as it responds again.
    reply();
    await new Promise(setImmediate);
    await collector.refresh('a');
    expect(asked).toEqual({ get: 2, set: 2 });
  });
});

describe('Breaker', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const fail = (code: 'TIMEOUT' | 'UNAUTHORIZED') => async () => {
    throw new ProviderFailure(code, 'no');
  };

  /** Runs the work whenever the breaker allows it; returns the times of the runs. */
  async function drive(
    breaker: Breaker,
    options: { work: () => Promise<void>; forMs: number },
  ): Promise<number[]> {
    const times: number[] = [];
    const end = Date.now() + options.forMs;
    while (Date.now() < end) {
      const startedAt = Date.now();
      const wasTried = await breaker.run(options.work).catch(() => true);
      if (wasTried) times.push(startedAt);
      await jest.advanceTimersByTimeAsync(breaker.nextDelayMs);
    }
    return times;
  }

  it('opens after three failures, waits longer each time, and recovers by itself', async () => {
    const breaker = new Breaker({ refreshMs: 15_000 });
    for (let failures = 0; failures < 3; failures += 1) {
      expect(breaker.state).toBe('closed');
      await breaker.run(fail('TIMEOUT')).catch(() => {});
    }
    expect(breaker.state).toBe('open');
    const work = jest.fn(async () => {});
    expect(await breaker.run(work)).toBe(false);
    expect(work).not.toHaveBeenCalled();

    const tries = await drive(breaker, {
      work: fail('TIMEOUT'),
      forMs: 3_600_000,
    });
    // An hour of the interval would be 240 tries; the longest pause is five minutes.
    expect(tries.length).toBeGreaterThan(9);
    expect(tries.length).toBeLessThan(80);

    await jest.advanceTimersByTimeAsync(breaker.nextDelayMs);
    expect(await breaker.run(work)).toBe(true);
    expect(breaker.state).toBe('closed');
    expect(breaker.nextDelayMs).toBeLessThanOrEqual(16_500);
  });

  it('lets a person try at once, and goes on from there', async () => {
    const breaker = new Breaker({ refreshMs: 15_000 });
    const tries = await drive(breaker, {
      work: fail('TIMEOUT'),
      forMs: 600_000,
    });
    expect(tries.length).toBeLessThan(20);
    await breaker.run(fail('TIMEOUT')).catch(() => {});
    expect(breaker.state).toBe('open');
    expect(await breaker.run(fail('TIMEOUT'))).toBe(false);
    expect(
      await breaker.run(fail('TIMEOUT'), { force: true }).catch(() => 'tried'),
    ).toBe('tried');
    expect(breaker.nextDelayMs).toBeLessThanOrEqual(16_500);
    expect(await breaker.run(async () => {}, { force: true })).toBe(true);
    expect(breaker.state).toBe('closed');
  });

  it('tries refused credentials three times in ten minutes at most', async () => {
    const breaker = new Breaker({ refreshMs: 1_000 });
    const tries = await drive(breaker, {
      work: fail('UNAUTHORIZED'),
      forMs: 3_600_000,
    });
    expect(tries.length).toBeGreaterThan(10);
    for (const start of tries) {
      const within = tries.filter(
        time => time >= start && time < start + 600_000,
      );
      expect(within.length).toBeLessThanOrEqual(3);
    }
  });

  it('waits for the Retry-After of upstream', async () => {
    const breaker = new Breaker({ refreshMs: 1_000 });
    const failure = new ProviderFailure('RATE_LIMITED', 'Slow down', {
      retryAfterMs: 90_000,
    });
    await breaker.run(() => Promise.reject(failure)).catch(() => {});
    expect(breaker.nextDelayMs).toBe(90_000);
    await breaker.run(async () => {});
    expect(breaker.nextDelayMs).toBeLessThan(2_000);
  });
});
