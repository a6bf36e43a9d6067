import type { CacheService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { ProviderEntry } from '../config';
import { composeCluster } from '../inventory';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { createFakeFactory } from '../testing/FakeProvider';
import { Collector } from './Collector';
import { SnapshotCache } from './SnapshotCache';

const REFRESH_MS = 10_000;

const ENTRY: ProviderEntry = {
  name: 'a',
  type: 'nomad',
  enabled: true,
  timings: {
    refreshMs: REFRESH_MS,
    timeoutMs: 1_000,
    connectMs: 500,
    staleAfterMs: 60_000,
  },
  settings: {},
  key: 'infraDashboard.providers[0]',
  source: 'app-config',
};

/** A read takes as long as it does over a slow line. */
const READ_MS = 2_000;

describe('several replicas', () => {
  const replicas: Array<{ collector: Collector; reads: number }> = [];
  const store = new Map<string, string>();
  const service: CacheService = {
    get: async key => JSON.parse(store.get(key) ?? 'null') ?? undefined,
    set: async (key, value) => void store.set(key, JSON.stringify(value)),
    delete: async () => {},
    withOptions: () => service,
  };

  function startReplica() {
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const { behavior, factory } = createFakeFactory();
    const registry = new PlatformRegistry();
    registry.addPlatform(factory);
    const cache = new SnapshotCache(service, { value: 'portal' });
    const collector = new Collector({ registry, logger, cache });
    const replica = { collector, reads: 0 };
    const { topology } = behavior;
    behavior.topology = async provider => {
      replica.reads += 1;
      await new Promise(resolve => setTimeout(resolve, READ_MS));
      return topology(provider);
    };
    collector.apply([ENTRY]);
    replicas.push(replica);
    return replica;
  }

  const sumOfReads = () => replicas.reduce((sum, { reads }) => sum + reads, 0);

  /** How old what a replica shows gets within some intervals. */
  async function oldestWithin(intervals: number): Promise<number> {
    let oldest = 0;
    for (let second = 0; second < intervals * 10; second += 1) {
      await jest.advanceTimersByTimeAsync(REFRESH_MS / 10);
      for (const { collector } of replicas) {
        const { freshness } = composeCluster(collector.records[0], {
          now: Date.now(),
        });
        const age = Date.now() - Date.parse(freshness.observedAt ?? '');
        oldest = Math.max(oldest, age);
      }
    }
    return oldest;
  }

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  });

  afterEach(async () => {
    jest.useRealTimers();
    await Promise.all(
      replicas.splice(0).map(({ collector }) => collector.close()),
    );
    store.clear();
  });

  it('lets one of them read for all, and another one when it is gone', async () => {
    startReplica();
    await jest.advanceTimersByTimeAsync(REFRESH_MS / 2);
    startReplica();
    startReplica();
    await jest.advanceTimersByTimeAsync(REFRESH_MS * 2);
    const before = replicas.map(({ reads }) => reads);
    const oldest = await oldestWithin(40);
    const done = replicas
      .map(({ reads }, i) => reads - before[i])
      .sort((a, b) => a - b);
    // A read begins an interval after the one before has ended.
    expect(done.slice(0, 2)).toEqual([0, 0]);
    expect(done[2]).toBeGreaterThanOrEqual(31);
    expect(done[2]).toBeLessThanOrEqual(38);
    expect(oldest).toBeLessThan(REFRESH_MS * 1.4 + READ_MS + 1_000);

    const reader = replicas.reduce((a, b) => (b.reads > a.reads ? b : a));
    replicas.splice(replicas.indexOf(reader), 1);
    await reader.collector.close();
    const left = sumOfReads();
    expect(await oldestWithin(40)).toBeLessThan(
      REFRESH_MS * 1.4 + READ_MS * 2 + 1_000,
    );
    // Two may take its place at the same time; one of them is left after that.
    expect(sumOfReads() - left).toBeGreaterThanOrEqual(30);
    expect(sumOfReads() - left).toBeLessThanOrEqual(45);
  });
});
