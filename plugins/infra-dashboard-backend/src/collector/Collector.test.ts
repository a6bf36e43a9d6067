import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  ProviderFailure,
  type WatchOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { Inventory } from '../inventory/Inventory';
import { CollectorMetrics } from '../metrics/CollectorMetrics';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { RecordedWorkloads } from '../testing/RecordedWorkloads';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { clusterOf, entry, useCollectors } from './__testUtils__/useCollectors';

describe('Collector', () => {
  const { create } = useCollectors();

  it('stores what a stream reports, without a read', async () => {
    const { collector, fake, reads } = create();
    const stored = new RecordedWorkloads();
    collector.recordWith(stored);
    let report: WatchOptions['onChange'] = () => {};
    fake.behavior.watch = ({ onChange }) => {
      report = onChange;
    };
    collector.apply([entry('a')]);
    await collector.refresh('a');
    const before = { ...reads };
    const [{ snapshot: first }] = collector.records;
    const read = jest.fn(async () => ({
      items: [fakeWorkload('a', 'web', { health: 'failed' })],
      complete: true,
    }));
    // Several events make one update.
    for (let event = 0; event < 5; event += 1) report({ cluster: 'a', read });
    await waitFor(() =>
      expect(stored.of('a').map(({ health, name }) => [name, health])).toEqual([
        ['web', 'failed'],
      ]),
    );
    expect(read).toHaveBeenCalledTimes(1);
    const [updated] = collector.records;
    expect(updated.snapshot.workloads.data?.counts).toEqual({
      ...{ total: 1, failed: 1 },
    });
    expect(reads).toEqual(before);
    // Nodes are as old as they were.
    const [{ snapshot }] = collector.records;
    expect(snapshot.topology.observedAt).toBe(first.topology.observedAt);
    // A cluster that is not known is left alone.
    report({ cluster: 'other', read });
    expect(collector.records).toHaveLength(1);
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

  it('counts apps, and what runs on a node', async () => {
    const { collector, fake } = create();
    const replica = { node: 'client-1', controllerId: 'web' };
    fake.behavior.workloads = async () => ({
      items: [
        fakeWorkload('a', 'web', { health: 'degraded' }),
        fakeWorkload('a', 'web-1', replica),
        fakeWorkload('a', 'web-2', { ...replica, health: 'failed' }),
        fakeWorkload('a', 'alone', { node: 'client-1' }),
        fakeWorkload('a', 'vm', { type: 'machine' }),
      ],
    });
    const workloads = new RecordedWorkloads();
    collector.recordWith(workloads);
    collector.apply([entry('a')]);
    await collector.refresh('a');
    expect(workloads.of('a').map(({ role }) => role)).toEqual([
      ...['app', 'replica', 'replica', 'app', 'machine'],
    ]);
    const { totals, nodes } = clusterOf(collector);
    expect(totals.workloads).toEqual({ total: 3, healthy: 2, degraded: 1 });
    expect(nodes?.[0].workloads).toEqual({ total: 3, healthy: 2, failed: 1 });
  });

  it('shows the age that a reading gives for itself, never a time of the future', async () => {
    const { collector, fake, good } = create();
    collector.apply([entry('a')]);
    const ageGiven = async (observedAt: number) => {
      fake.behavior.workloads = async provider => ({
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

  it('dates a reading by the moment at which it began', async () => {
    const { collector, fake, good } = create();
    let changedAt = 0;
    fake.behavior.workloads = async provider => {
      // What changes from here on may be missing.
      changedAt = Date.now() + 1;
      await waitFor(() => expect(Date.now()).toBeGreaterThan(changedAt));
      return good.workloads(provider);
    };
    collector.apply([entry('a')]);
    await collector.refresh('a');
    const { freshness, workloadsFreshness } = clusterOf(collector);
    expect(Date.parse(freshness.observedAt!)).toBeLessThan(changedAt);
    expect(workloadsFreshness).toEqual(freshness);
  });

  it('reads again for a manual refresh after a running read, and passes the reason', async () => {
    const { collector, fake, good } = create();
    const forced: unknown[] = [];
    let proceed = () => {};
    fake.behavior.topology = async (provider, options) => {
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
    const calls = [1, 2].map(() => collector.refresh('a', { force: true }));
    proceed();
    await Promise.all(calls);
    expect(forced).toEqual([false, true]);
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
          detailTtlMs: 15_000,
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
    let calls = 0;
    fake.behavior.facts = async node => {
      calls += 1;
      return { ...fakeNode('a', node), metadata: { kernelVersion: '6.8' } };
    };
    collector.apply([entry('a')]);
    await collector.refresh('a');
    expect(calls).toBe(0);
    const [record] = collector.records;
    const all = await Promise.all(
      Array.from({ length: 20 }, () => collector.nodeFacts(record, 'client-1')),
    );
    expect(all[19]?.metadata).toEqual({ kernelVersion: '6.8' });
    await collector.refresh('a');
    await collector.nodeFacts(record, 'client-1');
    expect(calls).toBe(1);
  });

  it('says so where the facts of a node cannot be read or do not come in time', async () => {
    const { collector, fake } = create();
    fake.behavior.facts = async () => {
      throw new ProviderFailure('TIMEOUT', 'Nomad did not respond in time');
    };
    collector.apply([entry('a')]);
    await collector.refresh('a');
    const [record] = collector.records;
    expect(await collector.nodeFacts(record, 'client-1')).toEqual({
      limitations: [
        expect.objectContaining({
          code: 'node-facts-unreadable',
          message:
            'Some facts of the node are missing: Nomad did not respond in time',
        }),
      ],
    });
    fake.behavior.facts = () => new Promise(() => {});
    const inventory = new Inventory({
      collector,
      hardware: { find: () => undefined },
    } as unknown as ConstructorParameters<typeof Inventory>[0]);
    const node = await inventory.withFacts(record, fakeNode('a', 'client-2'));
    expect(node.limitations).toMatchObject([{ code: 'node-facts-late' }]);
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
    fake.behavior.topology = async () => {
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
});
