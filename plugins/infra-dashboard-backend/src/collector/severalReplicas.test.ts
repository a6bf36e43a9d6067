import {
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { PluginDatabase } from '../database';
import { InventoryRecorder } from '../inventory';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { createFakeFactory, fakeWorkload } from '../testing/FakeProvider';
import { clusterOf, entry } from './__testUtils__/useCollectors';
import { Collector } from './Collector';
import { ProviderLeases } from './leases/ProviderLeases';
import { testDatabases } from '../__testUtils__/testDatabases';

jest.setTimeout(120_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())('several replicas, %s', id => {
  const closing: Array<() => Promise<void>> = [];

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  /** Replicas of one portal, which have their database in common. */
  async function openPortal(databaseId: TestDatabaseId) {
    const knex = await databases.init(databaseId);
    const workloads = [
      fakeWorkload('a', 'web', { node: 'client-1' }),
      fakeWorkload('a', 'db', { node: 'client-1' }),
    ];
    const upstream = { workloads, isDown: false };
    const start = async () => {
      const database = new PluginDatabase({
        subject: 'inventory',
        database: mockServices.database({ knex }),
        logger: mockServices.logger.mock(),
      });
      const leases = new ProviderLeases({
        ...{ database, isShared: true },
        ...{ beatMs: 100, ttlMs: 3_000, marginMs: 1_000 },
      });
      const logger = mockServices.logger.mock();
      logger.child.mockReturnValue(logger);
      const fake = createFakeFactory({
        workloads: async () => ({ items: upstream.workloads, complete: true }),
      });
      const { topology } = fake.behavior;
      const replica = { reads: 0 };
      fake.behavior.topology = provider => {
        replica.reads += 1;
        if (upstream.isDown) throw new Error('down');
        return topology(provider);
      };
      const registry = new PlatformRegistry();
      registry.addPlatform(fake.factory);
      const collector = new Collector({ registry, logger });
      const recorder = new InventoryRecorder({
        ...{ database, leases, recordChanges: async () => {} },
        ownership: {
          hasCatalog: true,
          isSettled: true,
          decorate: record => record,
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
      const names = () =>
        collector.records[0].snapshot.workloads.data?.items
          .map(({ name, health }) => `${name} ${health}`)
          .sort();
      return { ...{ close, collector, names, leases }, counts: replica };
    };
    return { start, upstream };
  }

  it('read a provider once, show the same, and take over', async () => {
    const { start, upstream } = await openPortal(id);
    const one = await start();
    const both = ['db healthy', 'web healthy'];
    await waitFor(async () => expect(one.names()).toEqual(both));
    const two = await start();
    await waitFor(async () => expect(two.names()).toEqual(both));
    expect(two.collector.providers[0].state).toBe('ok');

    // What changes, comes and goes reaches the one that does not read.
    upstream.workloads = [
      fakeWorkload('a', 'web', { node: 'client-1', health: 'failed' }),
      fakeWorkload('a', 'new'),
    ];
    await two.collector.refresh('a', { force: true });
    expect(two.names()).toEqual(['new healthy', 'web failed']);
    expect(one.names()).toEqual(two.names());
    const [web] =
      two.collector.records[0].snapshot.workloads.data!.items.filter(
        ({ name }) => name === 'web',
      );
    expect(Date.now() - Date.parse(web.since!)).toBeLessThan(60_000);
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
});
