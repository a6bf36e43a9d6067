import type { CacheService } from '@backstage/backend-plugin-api';
import {
  coreMessage,
  ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { SharedCache } from '../collector';
import { entry, useCollectors } from '../collector/__testUtils__/useCollectors';
import { fakeWorkload } from '../testing/FakeProvider';

/** Resolves when the test lets it. */
function createGate() {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { open, opened };
}

const settle = () => new Promise(resolve => setTimeout(resolve, 20));

describe('the door to details of workloads', () => {
  const { create } = useCollectors();

  afterEach(() => jest.restoreAllMocks());

  function openStore() {
    const store = new Map<string, { value: string; ttl?: number }>();
    const service: CacheService = {
      get: async key =>
        JSON.parse(store.get(key)?.value ?? 'null') ?? undefined,
      set: async (key, value, options) =>
        void store.set(key, {
          value: JSON.stringify(value),
          ttl: options?.ttl as number,
        }),
      delete: async () => {},
      withOptions: () => service,
    };
    return { store, service };
  }

  async function startReplica(
    options: {
      service?: CacheService;
      detailTtlMs?: number;
      timeoutMs?: number;
      settings?: Record<string, string>;
    } = {},
  ) {
    const { detailTtlMs = 15_000, service, settings = {} } = options;
    const { collector, fake } = create({
      cache:
        service &&
        new SharedCache({ cache: service, portal: { value: 'portal-1' } }),
    });
    const reads: string[] = [];
    fake.behavior.detail = async ({ workload }) => {
      reads.push(workload.id);
      return { workload: { commands: [`show ${workload.name}`] } };
    };
    const { timings } = entry('a');
    collector.apply([
      entry('a', {
        settings,
        timings: {
          ...timings,
          detailTtlMs,
          timeoutMs: options.timeoutMs ?? timings.timeoutMs,
        },
      }),
    ]);
    await collector.refresh('a');
    const describeOne = (id = 'web') =>
      collector.describe(collector.records[0], fakeWorkload('a', id));
    return { collector, describeOne, fake, reads };
  }

  it('reads once for concurrent requests, and again after detailTtl', async () => {
    const { describeOne, reads } = await startReplica();
    const [one, two] = await Promise.all([describeOne(), describeOne()]);
    expect(one.detail).toEqual({
      observedAt: expect.any(String),
      commands: ['show web'],
    });
    expect(two).toEqual(one);
    expect(await describeOne()).toEqual(one);
    expect(reads).toEqual(['web']);
    const now = performance.now();
    jest.spyOn(performance, 'now').mockReturnValue(now + 15_000);
    await describeOne();
    expect(reads).toEqual(['web', 'web']);
  });

  it('reads two at a time, and gives up what waits too long', async () => {
    const { describeOne, fake } = await startReplica({ timeoutMs: 100 });
    const gate = createGate();
    const started: string[] = [];
    fake.behavior.detail = async ({ workload }) => {
      started.push(workload.id);
      await gate.opened;
      return { workload: {} };
    };
    const all = ['a', 'b', 'c'].map(describeOne);
    await settle();
    expect(started).toEqual(['a', 'b']);
    // A platform that ignores its signal neither holds up the caller nor a place for ever.
    const results = await Promise.all(all);
    expect(results.map(({ error }) => error?.code)).toEqual(
      Array(3).fill('TIMEOUT'),
    );
    fake.behavior.detail = async () => ({ workload: {} });
    expect((await describeOne('d')).error).toBeUndefined();
    gate.open();
  });

  it('shares details with other replicas, and with no other configuration', async () => {
    const { service, store } = openStore();
    const one = await startReplica({ service, detailTtlMs: 7_000 });
    const { detail } = await one.describeOne();
    expect([...store.values()].map(({ ttl }) => ttl)).toEqual([7_000]);
    expect([...store.keys()].join()).not.toContain('web');
    const two = await startReplica({ service });
    expect((await two.describeOne()).detail).toEqual(detail);
    expect(two.reads).toEqual([]);
    const changed = await startReplica({ service, settings: { key: 'x' } });
    await changed.describeOne();
    expect(changed.reads).toEqual(['web']);
    for (const key of store.keys()) store.set(key, { value: '{"detail": 1}' });
    const third = await startReplica({ service });
    expect((await third.describeOne()).detail?.commands).toEqual(['show web']);
  });

  it('reports a denied read as a value, for a short time and without secrets', async () => {
    const { service, store } = openStore();
    const replica = await startReplica({
      service,
      detailTtlMs: 3_600_000,
      settings: { password: 'hunter22' },
    });
    const { describeOne, fake } = replica;
    let reads = 0;
    fake.behavior.detail = async () => {
      reads += 1;
      throw new ProviderFailure('FORBIDDEN', 'hunter22 may not', {
        hint: 'Grant it',
      });
    };
    const expected = {
      error: { code: 'FORBIDDEN', message: '… may not', hint: 'Grant it' },
    };
    expect(await describeOne()).toEqual(expected);
    expect(await describeOne()).toEqual(expected);
    expect(reads).toBe(1);
    expect([...store.values()].map(({ ttl }) => ttl)).toEqual([15_000]);
  });

  it('reports a workload that is gone, and a defect, as values', async () => {
    const { describeOne, fake } = await startReplica();
    fake.behavior.detail = async () => undefined;
    expect((await describeOne('gone')).error).toMatchObject({
      messageCode: 'workload-gone',
    });
    fake.behavior.detail = async () => {
      throw new TypeError('x is not a function');
    };
    const { error } = await describeOne('broken');
    expect(error?.code).toBe('INVALID_RESPONSE');
    expect(JSON.stringify(error)).not.toContain('not a function');
    fake.behavior.detail = async () => ({});
    expect(await describeOne('plain')).toEqual({});
  });

  it('bounds what a platform returns, and removes secrets from its sentences', async () => {
    const { describeOne, fake } = await startReplica({
      settings: { password: 'hunter22' },
    });
    fake.behavior.detail = async () => ({
      workload: {
        events: Array.from({ length: 5_000 }, () => ({
          type: 'warning' as const,
          reason: 'Failed',
          text: 'login with hunter22 failed',
        })),
      },
    });
    const { detail } = await describeOne();
    expect(detail?.events).toHaveLength(200);
    expect(detail?.events?.[0].text).toBe('login with … failed');
  });

  it('asks no cluster that cannot be read', async () => {
    const { collector, describeOne, fake, reads } = await startReplica();
    fake.behavior.topology = async () => {
      throw new ProviderFailure(
        'UNREACHABLE',
        coreMessage('connection-refused', { label: 'Nomad' }),
      );
    };
    await collector.refresh('a');
    expect((await describeOne()).error).toMatchObject({ code: 'UNREACHABLE' });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await collector.refresh('a');
    }
    expect(collector.providers[0].breaker).toBe('open');
    expect((await describeOne()).error).toMatchObject({ code: 'UNREACHABLE' });
    expect(reads).toEqual([]);
  });
});
