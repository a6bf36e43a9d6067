import { clusterOf, entry, useCollectors } from './__testUtils__/useCollectors';
import { SnapshotCache } from './SnapshotCache';

const PORTAL = { value: 'portal' };

describe('Collector with a cache', () => {
  const { create } = useCollectors();

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
    const calls = { get: 0, set: 0 };
    let reply = () => {};
    const hang = (kind: 'get' | 'set') => () => {
      calls[kind] += 1;
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
    expect(calls).toEqual({ get: 1, set: 1 });
    // It is used as soon as it responds again.
    reply();
    await new Promise(setImmediate);
    await collector.refresh('a');
    expect(calls).toEqual({ get: 2, set: 2 });
  });
});
