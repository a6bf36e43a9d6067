import { setTimeout as sleep } from 'node:timers/promises';
import { fakeClusterStatus, fakeProvider } from './__testUtils__/fakes';
import { testDatabases } from './__testUtils__/openLedger';
import {
  otherSource,
  recordWrites,
  startCatalog,
  type FakeBackend,
} from './__testUtils__/startCatalog';
import { waitFor } from './__testUtils__/waitFor';

jest.setTimeout(120_000);

const databases = testDatabases();

describe.each(databases.eachSupportedId())('catalog module, %s', id => {
  it('synchronizes clusters and nodes with the real catalog', async () => {
    const knex = await databases.init(id);
    const writes = recordWrites(knex);
    const longName = `Büro 日本 ${'x'.repeat(190)}`;
    const fake: FakeBackend = {
      requests: [],
      clusters: [
        fakeClusterStatus('pve', ['n1', 'n2']),
        fakeClusterStatus('k8s', ['n1'], { provider: 'kubernetes' }),
        fakeClusterStatus(longName, ['n\u0000\ud8001']),
        fakeClusterStatus('pending', [], { freshness: { state: 'pending' } }),
      ],
      providers: [fakeProvider('pve', { owner: 'ops' }), fakeProvider('k8s')],
    };
    const settings = {
      defaultOwner: 'platform',
      domain: 'it',
      system: 'hosting',
      removal: { reads: 2, after: { milliseconds: 1 } },
    };
    const { backend, run, entities } = await startCatalog({
      knex,
      settings,
      fake,
    });

    await run();
    expect(fake.requests.sort()).toEqual([
      'plugin:catalog /clusters?include=nodes',
      'plugin:catalog /platforms',
      'plugin:catalog /providers',
    ]);
    const all = await waitFor(async () => {
      const shown = await entities();
      expect(shown.size).toBe(7);
      expect(
        shown.get('resource:default/pve')?.relations?.length,
      ).toBeGreaterThan(4);
      return shown;
    });
    const related = (ref: string) =>
      all
        .get(ref)!
        .relations!.map(({ type, targetRef }) => `${type} ${targetRef}`)
        .sort();
    expect(related('resource:default/pve')).toEqual([
      'dependsOn resource:default/pve--n1',
      'dependsOn resource:default/pve--n2',
      'ownedBy group:default/ops',
      'partOf domain:default/it',
      'partOf system:default/hosting',
    ]);
    expect(related('resource:default/k8s--n1')).toEqual([
      'dependencyOf resource:default/k8s',
      'ownedBy group:default/platform',
      'partOf domain:default/it',
      'partOf system:default/hosting',
    ]);
    const long = [...all.values()].find(
      ({ metadata }) => metadata.title === longName,
    );
    expect(long?.metadata.name).toMatch(/^buro-x{42,47}-[0-9a-f]{10}$/);
    expect(long?.metadata.annotations?.['infra-dashboard.io/cluster']).toBe(
      longName,
    );

    // Nothing changed but numbers and times: nothing is written, to whatever table.
    await sleep(1_500);
    writes.length = 0;
    for (let round = 0; round < 3; round++) {
      fake.clusters = [
        fakeClusterStatus('pve', ['n2', 'n1'], { health: 'degraded' }),
        fakeClusterStatus('k8s', ['n1'], { provider: 'kubernetes' }),
        fakeClusterStatus(longName, ['n\u0000\ud8001']),
        fakeClusterStatus('pending', [], { freshness: { state: 'pending' } }),
      ];
      await run();
    }
    expect(writes).toEqual([]);

    // The same over a restart, when all is compared by the catalog itself.
    await backend.stop();
    const second = await startCatalog({ knex, settings, fake });
    await sleep(1_500);
    writes.length = 0;
    await second.run();
    await second.run();
    expect(writes).toEqual([]);

    // One cluster fails, another loses a node: only that node goes, and not at once.
    const observed = () => ({
      freshness: {
        state: 'fresh' as const,
        observedAt: new Date().toISOString(),
      },
    });
    fake.clusters = [
      fakeClusterStatus('pve', [], {
        ...observed(),
        error: { code: 'TIMEOUT', message: 'Too slow' },
      }),
      fakeClusterStatus('k8s', ['n2'], {
        provider: 'kubernetes',
        ...observed(),
      }),
      fakeClusterStatus(longName, [], { freshness: { state: 'stale' } }),
    ];
    await second.run();
    expect((await second.entities()).has('resource:default/k8s--n1')).toBe(
      true,
    );
    await sleep(20);
    fake.clusters[1] = fakeClusterStatus('k8s', ['n2'], {
      provider: 'kubernetes',
      ...observed(),
    });
    await second.run();
    await waitFor(async () => {
      const shown = await second.entities();
      expect(shown.has('resource:default/k8s--n1')).toBe(false);
      expect(shown.has('resource:default/k8s--n2')).toBe(true);
      expect(shown.size).toBe(7);
    });

    // The backend is away.
    fake.status = 503;
    await sleep(1_000);
    writes.length = 0;
    await expect(second.run()).rejects.toThrow('503');
    expect(writes).toEqual([]);
    expect((await second.entities()).size).toBe(7);
  });

  it('applies a rule on a cloud to each of its regions, resolves a name that is taken, and returns what was deleted by hand', async () => {
    const inCloud = (names: string[]) =>
      names.map(name =>
        fakeClusterStatus(name, ['n1'], {
          provider: 'openstack',
          providerName: 'os-vault',
        }),
      );
    const fake: FakeBackend = {
      requests: [],
      clusters: [
        ...inCloud(['os-vault-RegionOne', 'os-vault-RegionTwo']),
        fakeClusterStatus('pve', ['n1']),
      ],
      providers: [fakeProvider('os-vault'), fakeProvider('pve')],
    };
    const { backend, run, entities, remove } = await startCatalog({
      knex: await databases.init(id),
      features: [otherSource('pve--n1')],
      settings: { rules: [{ cluster: 'os-vault', include: false }] },
      fake,
    });
    await waitFor(async () => expect((await entities()).size).toBe(1));
    await run();
    const other = expect.stringMatching(
      /^resource:default\/pve--n1-[0-9a-f]{10}$/,
    );
    const own = ['resource:default/pve', 'resource:default/pve--n1', other];
    await waitFor(async () => {
      const shown = await entities();
      expect([...shown.keys()].sort()).toEqual(own);
      expect(shown.get('resource:default/pve--n1')?.spec?.type).toBe('server');
    });

    await remove('resource:default/pve');
    expect((await entities()).size).toBe(2);
    const now = performance.now.bind(performance);
    const later = jest
      .spyOn(performance, 'now')
      .mockImplementation(() => now() + 10 * 60_000);
    await run();
    later.mockRestore();
    await waitFor(async () => {
      expect([...(await entities()).keys()].sort()).toEqual(own);
    });
    await backend.stop();
  });
});
