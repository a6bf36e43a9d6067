import { AsyncLocalStorage } from 'node:async_hooks';
import {
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import type { NewChange } from '../changes/types';
import { PluginDatabase } from '../database';
import { DatabaseClock } from '../time/DatabaseClock';
import { InventoryRecorder, WorkloadLists } from '../inventory';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { createFakeFactory, fakeWorkload } from '../testing/FakeProvider';
import { clusterOf, entry } from './__testUtils__/useCollectors';
import { Collector } from './Collector';
import { ProviderLeases } from './leases/ProviderLeases';
import { testDatabases } from '../__testUtils__/testDatabases';

jest.setTimeout(120_000);

const databases = testDatabases();

const MINUTE = 60_000;

/** How far the clock of a replica is ahead. */
const skews = new AsyncLocalStorage<number>();

describe.each(databases.eachSupportedId())('several replicas, %s', id => {
  const closing: Array<() => Promise<void>> = [];

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    jest.restoreAllMocks();
  });

  /** Replicas of one portal, which have their database in common. */
  async function openPortal(databaseId: TestDatabaseId) {
    const knex = await databases.init(databaseId);
    const workloads = [
      fakeWorkload('a', 'web', { node: 'client-1' }),
      fakeWorkload('a', 'db', { node: 'client-1' }),
    ];
    const upstream = {
      ...{ workloads, isDown: false },
      watches: [] as AbortSignal[],
      hang: undefined as ((signal: AbortSignal) => void) | undefined,
    };
    const changes: NewChange[] = [];
    const start = async () => {
      const clock = new DatabaseClock();
      const database = new PluginDatabase({
        subject: 'inventory',
        database: mockServices.database({ knex }),
        logger: mockServices.logger.mock(),
      });
      const leases = new ProviderLeases({
        ...{ clock, database, isShared: true },
        ...{ beatMs: 100, ttlMs: 3_000, marginMs: 1_000 },
      });
      const logger = mockServices.logger.mock();
      logger.child.mockReturnValue(logger);
      const fake = createFakeFactory({
        workloads: async () => ({ items: upstream.workloads, complete: true }),
      });
      fake.behavior.watch = ({ signal }) => void upstream.watches.push(signal);
      const { topology } = fake.behavior;
      const replica = { reads: 0 };
      fake.behavior.topology = (provider, options) => {
        replica.reads += 1;
        if (upstream.isDown) throw new Error('down');
        upstream.hang?.(options!.signal);
        return upstream.hang ? new Promise(() => {}) : topology(provider);
      };
      const registry = new PlatformRegistry();
      registry.addPlatform(fake.factory);
      const collector = new Collector({ clock, registry, logger });
      const recorder = new InventoryRecorder({
        ...{ database, leases },
        machineTypesOf: () => new Set(),
        recordChanges: async (_, found) => void changes.push(...found),
        ownership: {
          hasCatalog: true,
          isSettled: true,
          match: workload => workload,
        },
      });
      collector.recordWith(recorder);
      leases.onRead((name, options) => void collector.refresh(name, options));
      await leases.start();
      const timings = { ...entry('a').timings, refreshMs: 500 };
      collector.apply([entry('a', { timings })]);
      const close = async () => {
        await collector.close();
        await recorder.close();
        await leases.stop();
      };
      closing.push(close);
      const lists = new WorkloadLists({ database });
      /** What this replica shows. */
      const list = async () => {
        const [{ entry: of, snapshot }] = collector.records;
        const row = recorder.rowOf(of, 'a');
        const isKnown = row && snapshot.workloads.data;
        return lists.read({
          ...{ allowed: true, observedAt: () => clock.now() },
          clusters: isKnown
            ? [{ ...row, name: 'a', provider: 'nomad', providerName: 'a' }]
            : [],
        });
      };
      const names = async () =>
        (await list()).map(({ name, health }) => `${name} ${health}`).sort();
      const states = () => [
        ...(collector.records[0].snapshot.workloads.data?.states ?? []),
      ];
      return {
        ...{ clock, close, collector, list, names, states },
        ...{ counts: replica, behavior: fake.behavior },
      };
    };
    return { changes, knex, start, upstream };
  }

  it('read a provider once, show the same, and take over', async () => {
    const { start, upstream } = await openPortal(id);
    const one = await start();
    const both = ['db healthy', 'web healthy'];
    await waitFor(async () => expect(await one.names()).toEqual(both));
    const two = await start();
    await waitFor(async () => expect(await two.names()).toEqual(both));
    expect(two.collector.providers[0].state).toBe('ok');

    // What changes, comes and goes reaches the one that does not read.
    upstream.workloads = [
      fakeWorkload('a', 'web', { node: 'client-1', health: 'failed' }),
      fakeWorkload('a', 'new'),
    ];
    await two.collector.refresh('a', { force: true });
    expect(await two.names()).toEqual(['new healthy', 'web failed']);
    expect(await one.names()).toEqual(await two.names());
    expect(two.states().sort()).toEqual(one.states().sort());
    const [web] = (await two.list()).filter(({ name }) => name === 'web');
    expect(Date.now() - Date.parse(web.since!)).toBeLessThan(60_000);
    expect(two.counts.reads).toBe(0);
    // Details need a connection, not the lease.
    two.behavior.detail = async ({ workload }) => ({
      workload: { commands: [`show ${workload.name}`] },
    });
    const [record] = two.collector.records;
    const { detail } = await two.collector.describe(record, web);
    expect(detail?.commands).toEqual(['show web']);
    expect(two.counts.reads).toBe(0);

    upstream.isDown = true;
    await two.collector.refresh('a', { force: true });
    expect(clusterOf(two.collector)).toMatchObject({
      freshness: { state: 'stale' },
      error: { code: expect.any(String) },
    });
    expect(two.collector.providers[0].state).toBe('failing');
    expect(two.counts.reads).toBe(0);
    upstream.isDown = false;

    await one.close();
    await waitFor(async () => expect(two.counts.reads).toBeGreaterThan(0));
    await waitFor(async () =>
      expect(clusterOf(two.collector).freshness.state).toBe('fresh'),
    );
  });

  it('show the same ages, however wrong their clocks are', async () => {
    const now = Date.now;
    jest
      .spyOn(Date, 'now')
      .mockImplementation(() => now() + (skews.getStore() ?? 0));
    const { changes, start, upstream } = await openPortal(id);
    const fast = await skews.run(10 * MINUTE, start);
    await waitFor(async () => expect(await fast.names()).toHaveLength(2));
    const slow = await skews.run(-10 * MINUTE, start);
    await waitFor(async () => expect(await slow.names()).toHaveLength(2));
    const expectAges = async () => {
      const startedAt = now();
      for (const { clock, collector } of [fast, slow]) {
        await waitFor(() => {
          const [{ lastSuccessAt, nextAttemptAt }] = collector.providers;
          const { freshness, workloadsFreshness } = clusterOf(
            collector,
            clock.now(),
          );
          const times = [
            ...[freshness.observedAt, workloadsFreshness?.observedAt],
            ...[lastSuccessAt, nextAttemptAt],
          ];
          for (const time of times) {
            // A minute is time enough for a busy machine.
            expect(Math.abs(Date.parse(time!) - now())).toBeLessThan(MINUTE);
          }
          expect([freshness.state, workloadsFreshness?.state]).toEqual([
            'fresh',
            'fresh',
          ]);
          expect(Date.parse(freshness.observedAt!)).toBeGreaterThan(
            startedAt - 5_000,
          );
        });
      }
    };
    await expectAges();
    upstream.workloads = [fakeWorkload('a', 'web', { health: 'failed' })];
    await fast.collector.refresh('a', { force: true });
    await waitFor(() => expect(changes.length).toBeGreaterThan(0));
    await skews.run(10 * MINUTE, () => fast.close());
    // The other one reads now.
    await waitFor(() => expect(slow.counts.reads).toBeGreaterThan(0));
    upstream.workloads = [fakeWorkload('a', 'web')];
    await slow.collector.refresh('a', { force: true });
    await waitFor(() => {
      expect(changes.map(({ to }) => to)).toEqual(
        expect.arrayContaining(['failed', 'healthy']),
      );
    });
    for (const { at } of changes) {
      expect(Math.abs(at - now())).toBeLessThan(MINUTE);
    }
  });

  it('end a read and the streams when another replica got the lease', async () => {
    const { knex, start, upstream } = await openPortal(id);
    const one = await start();
    await waitFor(async () => expect(await one.names()).toHaveLength(2));
    const signals: AbortSignal[] = [];
    upstream.hang = signal => void signals.push(signal);
    void one.collector.refresh('a', { force: true });
    await waitFor(() => expect(signals).toHaveLength(1));
    expect(signals[0].aborted).toBe(false);
    await knex('provider_leases').update({
      ...{ holder: 'another', ends_at: Date.now() + 25_000 },
    });
    await waitFor(() => expect(signals[0].aborted).toBe(true));
    expect(one.collector.records[0].snapshot.topology.error).toBeUndefined();
    await waitFor(() => {
      expect(upstream.watches.map(({ aborted }) => aborted)).toEqual([true]);
    });
    // It reads again, and listens again.
    upstream.hang = undefined;
    await knex('provider_leases').update({ holder: null, ends_at: 0 });
    await waitFor(() => {
      expect(upstream.watches.map(({ aborted }) => aborted)).toEqual([
        true,
        false,
      ]);
    });
  });
});
