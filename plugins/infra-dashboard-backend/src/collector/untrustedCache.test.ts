import type { CacheService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { ProviderEntry } from '../config';
import { composeCluster } from '../inventory';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import {
  createFakeFactory,
  fakeNode,
  fakeWorkload,
} from '../testing/FakeProvider';
import { Collector } from './Collector';
import { MAX_NODES } from './limitReading';
import { SnapshotCache } from './SnapshotCache';

const REFRESH_MS = 10_000;
const DAY_MS = 86_400_000;

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

describe('data in a shared cache', () => {
  const collectors: Collector[] = [];
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const store = new Map<string, string>();

  /** The store as a replica sees it whose clock is ahead. */
  function serviceAhead(aheadMs: number): CacheService {
    const shift = (text: string, ms: number) =>
      JSON.parse(text, (key, value) =>
        key === 'observedAt' ? value + ms : value,
      );
    const service: CacheService = {
      get: async key => shift(store.get(key) ?? 'null', -aheadMs) ?? undefined,
      set: async (key, value) => {
        const written = shift(JSON.stringify(value), aheadMs);
        store.set(key, JSON.stringify(written));
      },
      delete: async () => {},
      withOptions: () => service,
    };
    return service;
  }

  function startReplica(aheadMs = 0) {
    const { behavior, factory } = createFakeFactory();
    const registry = new PlatformRegistry();
    registry.addPlatform(factory);
    const cache = new SnapshotCache(serviceAhead(aheadMs), { value: 'portal' });
    const collector = new Collector({ registry, logger, cache });
    collectors.push(collector);
    const replica = { collector, reads: 0 };
    behavior.topology = async ({ name }) => {
      replica.reads += 1;
      const metadata = { readAt: String(Date.now()) };
      return [
        {
          name,
          health: 'healthy',
          nodes: [{ ...fakeNode(name, 'n'), metadata }],
          totals: { cpu: {}, memory: {}, nodes: { total: 1 } },
        },
      ];
    };
    collector.apply([ENTRY]);
    return replica;
  }

  /** The shown data, its reported age and its actual age. */
  function shown({ records: [record] }: Collector) {
    const now = Date.now();
    const { freshness, nodes, name } = composeCluster(record, {
      now,
      includeNodes: true,
    });
    return {
      name,
      state: freshness.state,
      toldAge: now - Date.parse(freshness.observedAt ?? ''),
      age: now - Number(nodes?.[0]?.metadata?.readAt),
    };
  }

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  });

  afterEach(async () => {
    jest.useRealTimers();
    await Promise.all(collectors.splice(0).map(one => one.close()));
    store.clear();
    jest.clearAllMocks();
  });

  it.each([
    ['ten minutes', 600_000],
    ['forty days', 40 * DAY_MS],
    // Beyond what a timer can wait for.
    ['a century', 36_500 * DAY_MS],
  ])('may come from a clock that is %s ahead', async (_, aheadMs) => {
    const fast = startReplica(aheadMs);
    await pass(REFRESH_MS / 2);
    const other = startReplica();
    await pass(REFRESH_MS * 2);
    const before = other.reads;
    for (let second = 0; second < 200; second += 1) {
      await pass(1_000);
      const { age, state, toldAge } = shown(other.collector);
      expect(state).toBe('fresh');
      expect(toldAge).toBeGreaterThanOrEqual(0);
      expect(age).toBeLessThan(REFRESH_MS * 3);
      // It counts from when it was new here, which may be an interval later.
      expect(age - toldAge).toBeLessThan(REFRESH_MS * 1.5);
    }
    expect(other.reads - before).toBeLessThan(25);

    await fast.collector.close();
    const alone = other.reads;
    await pass(REFRESH_MS * 4);
    expect(other.reads - alone).toBeGreaterThanOrEqual(2);
    expect(shown(other.collector).age).toBeLessThan(REFRESH_MS * 1.2);
  });

  it('is of no use at the start where its age cannot be known', async () => {
    const fast = startReplica(600_000);
    await pass(1_000);
    await fast.collector.close();
    await pass(REFRESH_MS * 3);
    const other = startReplica();
    await pass(1_000);
    expect(other.reads).toBe(1);
    expect(shown(other.collector).age).toBeLessThanOrEqual(1_000);
  });

  const good = () => ({
    name: 'a',
    topology: {
      observedAt: Date.now(),
      data: {
        name: 'a',
        health: 'healthy',
        nodes: [fakeNode('a', 'planted')],
        totals: { cpu: {}, memory: {}, nodes: { total: 1 } },
      },
    },
    workloads: {
      observedAt: Date.now(),
      data: { items: [fakeWorkload('a', 'planted')] },
    },
  });
  type Good = ReturnType<typeof good>;

  const change =
    (part: (snapshot: Good) => Good['topology']['data'], more: object) =>
    (): unknown[] => {
      const snapshot = good();
      Object.assign(part(snapshot), more);
      return [snapshot];
    };
  const topology = (more: object) => change(one => one.topology.data, more);
  const workloads = (more: object) =>
    change(one => one.workloads.data as any, more);

  const WRONG: Array<[string, () => unknown]> = [
    ['no list', () => 'planted'],
    ['no cluster', () => []],
    ['no objects', () => [null, 7]],
    ['a cluster without parts', () => [{ name: 'a' }]],
    ['a name that is none', () => [{ ...good(), name: { toString: 'x' } }]],
    ['nodes that are no list', topology({ nodes: { length: 1, 0: {} } })],
    ['an invented health', topology({ health: 'splendid' })],
    ['no totals', topology({ totals: undefined })],
    ['metadata that is no text', topology({ metadata: { a: { b: 1 } } })],
    ['a node without a name', topology({ nodes: [{ id: 'x', cluster: 'a' }] })],
    [
      'a number that is a text',
      topology({ nodes: [{ ...fakeNode('a', 'n'), cpu: { used: '1' } }] }),
    ],
    [
      'a node of another cluster',
      topology({ nodes: [fakeNode('a', 'n'), fakeNode('b', 'n')] }),
    ],
    [
      'more nodes than one cluster may have',
      topology({ nodes: Array(MAX_NODES + 1).fill(fakeNode('a', 'n')) }),
    ],
    ['workloads that are no list', workloads({ items: 'many' })],
    [
      'a workload of another shape, late in the list',
      workloads({
        items: [
          ...Array.from({ length: 3_000 }, (_, index) =>
            fakeWorkload('a', `w${index}`),
          ),
          fakeWorkload('a', 'w', { addresses: [{}] as any }),
        ],
      }),
    ],
    [
      'a second cluster that is wrong',
      () => [good(), { ...good(), topology: { observedAt: 'today' } }],
    ],
  ];

  /** Puts something in place of what a replica has shared. */
  async function plant(clusters: () => unknown, more: object = {}) {
    const writer = startReplica();
    await pass(100);
    await writer.collector.close();
    const [key] = store.keys();
    store.set(
      key,
      JSON.stringify({
        observedAt: Date.now(),
        tookMs: 1,
        clusters: clusters(),
        ...more,
      }),
    );
    const reader = startReplica();
    for (let turn = 0; turn < 50; turn += 1) {
      await new Promise(setImmediate);
      await pass(1);
    }
    return reader;
  }

  it('is taken where it has the shape of clusters', async () => {
    const { collector, reads } = await plant(() => [good()]);
    expect(reads).toBe(0);
    expect(collector.records[0].snapshot.topology.data?.nodes[0].name).toBe(
      'planted',
    );
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it.each(WRONG)('counts as nothing where it has %s', async (_, clusters) => {
    const { collector, reads } = await plant(clusters);
    expect(reads).toBe(1);
    expect(collector.records).toHaveLength(1);
    expect(JSON.stringify(collector.records)).not.toContain('planted');
    expect(shown(collector)).toMatchObject({ name: 'a', state: 'fresh' });
    // What is wrong there does not stay: it is replaced by what was read.
    expect([...store.values()].join()).not.toContain('planted');
  });

  it.each([
    ['no time', { observedAt: undefined }],
    ['a time that is a text', { observedAt: 'now' }],
    ['no duration', { tookMs: 'long' }],
    ['a negative duration', { tookMs: -1 }],
  ])('counts as nothing where it has %s', async (_, more) => {
    const { reads } = await plant(() => [good()], more);
    expect(reads).toBe(1);
  });

  it('cannot prevent a replica from reading', async () => {
    const reader = await plant(() => [good()], { tookMs: 1e15 });
    await pass(REFRESH_MS * 4);
    expect(reader.reads).toBeGreaterThan(0);
  });
});
