import type { CacheService } from '@backstage/backend-plugin-api';
import { fakeNode } from '../testing/FakeProvider';
import { clusterOf, entry, useCollectors } from './__testUtils__/useCollectors';
import { SharedCache } from './SharedCache';

describe('facts of nodes in a shared cache', () => {
  const { create } = useCollectors();

  function openStore() {
    const store = new Map<string, string>();
    const service: CacheService = {
      get: async key => JSON.parse(store.get(key) ?? 'null') ?? undefined,
      set: async (key, value) => void store.set(key, JSON.stringify(value)),
      delete: async () => {},
      withOptions: () => service,
    };
    return { store, service };
  }

  async function startReplica(
    service: CacheService,
    options: { portal?: string; settings?: Record<string, string> } = {},
  ) {
    const { portal = 'portal-1', settings = {} } = options;
    const cache = new SharedCache({
      cache: service,
      portal: { value: portal },
    });
    const { collector, fake } = create({ cache });
    let reads = 0;
    fake.behavior.facts = async node => {
      reads += 1;
      return { ...fakeNode('a', node), metadata: { cpuModel: 'EPYC' } };
    };
    collector.apply([entry('a', { settings })]);
    await collector.refresh('a');
    expect(clusterOf(collector).freshness.state).toBe('fresh');
    const read = async () =>
      (await collector.nodeFacts(collector.records[0], 'client-1'))?.metadata;
    return { read, countReads: () => reads };
  }

  it('are read once for all replicas of a portal', async () => {
    const { service, store } = openStore();
    const one = await startReplica(service);
    expect(await one.read()).toEqual({ cpuModel: 'EPYC' });
    expect([...store.keys()].join()).not.toContain('a/client-1');
    const two = await startReplica(service);
    expect(await two.read()).toEqual({ cpuModel: 'EPYC' });
    expect(two.countReads()).toBe(0);

    // Neither another portal nor another configuration reads the same.
    const other = await startReplica(service, { portal: 'portal-2' });
    await other.read();
    expect(other.countReads()).toBe(1);
    const changed = await startReplica(service, { settings: { key: 'x' } });
    await changed.read();
    expect(changed.countReads()).toBe(1);
  });

  it('are read upstream where the cache is invalid, slow or gone', async () => {
    const { service, store } = openStore();
    await (await startReplica(service)).read();
    for (const key of store.keys()) store.set(key, '{"name": 1}');
    const replicas = [
      service,
      { ...service, get: () => new Promise<undefined>(() => {}) },
      {
        ...service,
        get: async () => {
          throw new Error('gone');
        },
      },
    ];
    for (const cache of replicas) {
      const replica = await startReplica(cache as CacheService);
      expect(await replica.read()).toEqual({ cpuModel: 'EPYC' });
      expect(replica.countReads()).toBe(1);
    }
  });
});
