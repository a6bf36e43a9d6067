import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  ClusterStatus,
  Workload,
  WorkloadDocument,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { demoFleet, startSimulator } from '@infra-dashboard/simulator';
import {
  DENIED_CLUSTERS,
  RESTRICTED_USER,
  startSearch,
  STRANGER,
  TEAM,
  TEAM_NAMESPACE,
} from './__testUtils__/startSearch';
import {
  createStubDashboard,
  type StubDashboard,
} from './__testUtils__/stubDashboard';
import { waitFor } from './__testUtils__/waitFor';

// Three backends in one process, on a machine that may be busy.
jest.setTimeout(120_000);

/** Lunr next to SQLite, PostgreSQL's own engine where the environment names a server. */
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15', 'POSTGRES_18'],
  disableDocker: true,
});

function workload(name: string, more: object = {}) {
  return {
    id: `id-${name}`,
    name,
    cluster: 'c',
    provider: 'nomad',
    type: 'allocation',
    status: 'running',
    health: 'healthy',
    cpu: {},
    memory: {},
    ...more,
  };
}

function clusterRow(name: string, isComplete?: boolean) {
  return {
    name,
    ...(isComplete !== undefined && {
      complete: { nodes: true, facts: true, workloads: isComplete },
    }),
  };
}

describe.each(databases.eachSupportedId())('search module, %s', id => {
  it('finds workloads, and nothing of clusters that a policy denies', async () => {
    const simulator = await startSimulator({ fleet: demoFleet() });
    const { backend, get, index, search } = await startSearch({
      openDatabase: () => databases.init(id),
      collator: { batchSize: 7 },
      infraDashboard: {
        providers: simulator.providersConfig().map(provider => ({
          ...provider,
          ...(provider.type === 'proxmox' && { guestAddresses: true }),
        })),
        defaults: { refreshInterval: '1s', timeout: '3s' },
      },
    });
    const readAll = async (): Promise<Workload[]> =>
      (await get('/api/infra-dashboard/workloads?limit=1000')).body.items;
    // Guest addresses are available one refresh after they were requested.
    await waitFor(async () => {
      const guest = (await readAll()).find(({ name }) => name === 'scratch');
      expect(guest?.addresses).toHaveLength(1);
      const { items } = (await get('/api/infra-dashboard/clusters')).body;
      const pending = items.filter(
        ({ error, workloadsFreshness }: ClusterStatus) =>
          !error && workloadsFreshness?.state === 'pending',
      );
      expect(pending).toEqual([]);
    });
    await index();
    const all = await readAll();

    const everything = await search('', { pageLimit: '100' });
    expect(everything.numberOfResults).toBe(all.length);
    expect(
      new Set(everything.documents.map(({ location }) => location)).size,
    ).toBe(all.length);

    const named = (name: string) => all.find(one => one.name === name)!;
    const first = async (term: string, options?: Record<string, string>) =>
      (await search(term, options)).documents[0];
    expect(await first(named('scratch').addresses![0])).toMatchObject({
      title: 'scratch',
      location:
        '/infrastructure/clusters/pve-lab/workloads/pve-lab%2Flxc%2F101',
      workloadType: 'lxc',
      provider: 'proxmox',
      cluster: 'pve-lab',
      node: 'pve',
      status: 'running',
      health: 'healthy',
      localId: '101',
    });
    expect(await first(named('shop-cache').addresses![0])).toMatchObject({
      title: 'shop-cache',
      cluster: 'os-eu',
    });
    expect(await first('110')).toMatchObject({
      title: 'payments-db',
      localId: '110',
      cluster: 'pve-paris',
    });
    expect(await first('payments/api:2.14.1')).toMatchObject({
      text: expect.stringContaining('registry.example/payments/api:2.14.1'),
    });
    expect(await first(named('shop-cache').id)).toMatchObject({
      title: 'shop-cache',
    });

    const isDenied = ({ cluster }: WorkloadDocument) =>
      DENIED_CLUSTERS.includes(cluster);
    const allowed = all.filter(one => !DENIED_CLUSTERS.includes(one.cluster));
    const user = RESTRICTED_USER;
    for (const term of ['', '110', ...DENIED_CLUSTERS, 'shop', 'payments']) {
      const { documents, ...set } = await search(term, {
        user,
        pageLimit: '100',
      });
      expect(documents.filter(isDenied)).toEqual([]);
      expect(set.numberOfResults).toBeUndefined();
      expect(set.nextPageCursor).toBeUndefined();
    }
    expect(
      (await search('', { user, pageLimit: '100' })).documents,
    ).toHaveLength(allowed.length);
    const address = named('scratch').addresses![0];
    expect(await first(address, { user })).toMatchObject({ title: 'scratch' });
    expect((await search('', { user: STRANGER })).results).toEqual([]);

    await backend.stop();
    await simulator.stop();
  });

  it('finds only the workloads that a policy on workloads allows', async () => {
    const simulator = await startSimulator({ fleet: demoFleet() });
    const { backend, get, index, search } = await startSearch({
      openDatabase: () => databases.init(id),
      collator: { visibility: 'workload' },
      infraDashboard: {
        providers: simulator.providersConfig(),
        defaults: { refreshInterval: '1s', timeout: '3s' },
      },
    });
    const readAll = async (): Promise<Workload[]> =>
      (await get('/api/infra-dashboard/workloads?limit=1000')).body.items;
    await waitFor(async () => {
      const { items } = (await get('/api/infra-dashboard/clusters')).body;
      const stored = new Set((await readAll()).map(one => one.cluster));
      const missing = items.filter(
        ({ error, name, totals, workloadsFreshness }: ClusterStatus) =>
          !error &&
          (workloadsFreshness?.state === 'pending' ||
            (totals.workloads?.total && !stored.has(name))),
      );
      expect(missing).toEqual([]);
    });
    await index();
    const all = await readAll();
    const own = all.filter(({ namespace }) => namespace === TEAM_NAMESPACE);
    expect(own.length).toBeGreaterThan(3);
    expect(own.length).toBeLessThan(all.length);

    const namesIn = async (user?: string) => {
      const found = await search('', {
        pageLimit: '100',
        ...(user && { user }),
      });
      return found.documents.map(({ title }) => title).sort();
    };
    const namesOf = (list: Workload[]) => list.map(({ name }) => name).sort();
    expect(await namesIn()).toEqual(namesOf(all));
    expect(await namesIn(TEAM)).toEqual(namesOf(own));
    expect(await namesIn(STRANGER)).toEqual([]);

    await backend.stop();
    await simulator.stop();
  });

  it('keeps the index if a run does not finish', async () => {
    const stub: StubDashboard = {
      requests: [],
      clusters: [clusterRow('c', true)],
      pages: [
        [workload('alpha'), workload('bravo', { addresses: ['2001:db8::5'] })],
        [
          workload('char\0lie\ud800', { health: 'of a later version' }),
          { name: 'invalid' },
        ],
        [workload('delta')],
      ],
    };
    const { backend, index, search } = await startSearch({
      openDatabase: () => databases.init(id),
      dashboard: createStubDashboard(stub),
      collator: { batchSize: 2, dashboardPath: 'infra/' },
    });
    const titles = async (term = '') =>
      (await search(term)).documents.map(({ title }) => title).sort();

    await index();
    expect(stub.requests).toEqual([
      'plugin:search /clusters',
      'plugin:search /workloads?limit=2&sort=cluster',
      'plugin:search /workloads?cursor=1&limit=2&sort=cluster',
      'plugin:search /workloads?cursor=2&limit=2&sort=cluster',
    ]);
    const before = ['alpha', 'bravo', 'char\ufffdlie\ufffd', 'delta'];
    expect(await titles()).toEqual(before);
    expect((await search('2001:db8::5')).documents[0]).toMatchObject({
      title: 'bravo',
      location: '/infra/clusters/c/workloads/id-bravo',
    });

    stub.pages = [[workload('echo')], new Error('away'), [workload('golf')]];
    await expect(index()).rejects.toThrow('503');
    expect(await titles()).toEqual(before);

    stub.pages = [[workload('echo')], [workload('golf')]];
    await index();
    expect(await titles()).toEqual(['echo', 'golf']);
    await backend.stop();
  });

  it('names entities and owners only where every reader may see them', async () => {
    const stub: StubDashboard = {
      requests: [],
      clusters: [clusterRow('c', true)],
      pages: [
        [
          workload('alpha', {
            entityRefs: ['component:default/ledger'],
            ownerRef: 'group:default/payments',
          }),
        ],
      ],
    };
    const knex = await databases.init(id);
    for (const hasPolicy of [false, true]) {
      const { backend, index, search } = await startSearch({
        openDatabase: async () => knex,
        dashboard: createStubDashboard(stub),
        hasPolicy,
      });
      await index();
      // The second run has documents out of the database, which the first one wrote.
      stub.clusters = [clusterRow('c', false)];
      stub.pages = [[workload('bravo')]];
      if (hasPolicy) await index();
      const { documents } = await search('');
      expect(documents.map(({ title }) => title).sort()).toEqual(
        hasPolicy ? ['alpha', 'bravo'] : ['alpha'],
      );
      const text = JSON.stringify(documents);
      expect(/ledger/.test(text)).toBe(!hasPolicy);
      expect(/payments/.test(text)).toBe(!hasPolicy);
      await backend.stop();
    }
  });

  it('takes only documents out of the database', async () => {
    const stub: StubDashboard = {
      requests: [],
      clusters: [clusterRow('c', true)],
      pages: [['a', 'b', 'd', 'e'].map(name => workload(name))],
    };
    const knex = await databases.init(id);
    const { backend, index, search } = await startSearch({
      openDatabase: async () => knex,
      dashboard: createStubDashboard(stub),
    });
    await index();
    const rows = await knex('infra_dashboard_documents').select();
    const forge = async (title: string, change: (document: any) => unknown) => {
      const { key, document } = rows.find(
        one => JSON.parse(one.document).title === title,
      );
      await knex('infra_dashboard_documents')
        .where({ key })
        .update({ document: JSON.stringify(change(JSON.parse(document))) });
    };
    await forge('a', () => 'text');
    await forge('b', document => ({
      ...document,
      authorization: { resourceRef: 'open' },
    }));
    await forge('d', document => ({
      ...document,
      location: 'https://evil.example',
    }));
    // Incomplete, so that what is stored stays in the index.
    stub.clusters = [clusterRow('c', false)];
    stub.pages = [[workload('f')]];
    await index();
    const { documents } = await search('');
    expect(documents.map(({ title }) => title).sort()).toEqual(['e', 'f']);
    await backend.stop();
  });

  it('keeps documents that are missing in a list, unless the list is complete', async () => {
    const stub: StubDashboard = {
      requests: [],
      clusters: [clusterRow('c', true), clusterRow('d', true)],
      providers: [{ name: 'c', state: 'ok' }],
      pages: [],
    };
    const knex = await databases.init(id);
    const start = () =>
      startSearch({
        openDatabase: async () => knex,
        dashboard: createStubDashboard(stub),
        collator: { batchSize: 2 },
      });
    let { backend, index, search } = await start();
    /** The search results after a run with these rows. */
    const found = async (...names: string[]) => {
      const rows = names.map(name =>
        workload(name, { cluster: name.startsWith('d') ? 'd' : 'c' }),
      );
      stub.pages = [rows.slice(0, 2), rows.slice(2)];
      await index();
      const { documents } = await search('');
      return documents.map(({ title }) => title).sort();
    };
    const all = ['c1', 'c2', 'c3', 'd1', 'd2'];
    expect(await found(...all)).toEqual(all);

    // Truncated, partly forbidden, or from a backend that does not report it.
    for (const isComplete of [false, undefined]) {
      stub.clusters = [clusterRow('c', isComplete), clusterRow('d', true)];
      expect(await found('c2', 'c4', 'd1', 'd3')).toEqual([
        ...['c1', 'c2', 'c3', 'c4', 'd1', 'd3'],
      ]);
      expect(await found('d1', 'd3')).toEqual([
        ...['c1', 'c2', 'c3', 'c4', 'd1', 'd3'],
      ]);
    }
    // Not even a restart with a cluster that cannot be read makes a difference.
    await backend.stop();
    ({ backend, index, search } = await start());
    const before = ['c1', 'c2', 'c3', 'c4', 'd1', 'd3'];
    expect(await found('d1', 'd3')).toEqual(before);

    // One that became incomplete while it was read.
    stub.clusters = [clusterRow('c', true), clusterRow('d', true)];
    const { clusters } = stub;
    let looks = 0;
    Object.defineProperty(stub, 'clusters', {
      configurable: true,
      get: () => {
        looks += 1;
        return looks === 1 ? clusters : [clusterRow('c', false), clusters[1]];
      },
    });
    expect(await found('c4', 'd1', 'd3')).toEqual(before);
    Object.defineProperty(stub, 'clusters', {
      value: clusters,
      writable: true,
    });

    // Rows that are not understood may be any of those that are missing.
    stub.pages = [[workload('c4'), { name: 'invalid' }], []];
    await index();
    expect((await search('')).documents).toHaveLength(before.length);

    expect(await found('c4', 'd1', 'd3')).toEqual(['c4', 'd1', 'd3']);

    // The documents of an unlisted cluster stay while its provider may hide it.
    stub.clusters = [clusterRow('c', true)];
    for (const state of ['failing', 'disabled', 'pending']) {
      stub.providers = [
        { name: 'c', state: 'ok' },
        { name: 'd', state },
      ];
      expect(await found('c4')).toEqual(['c4', 'd1', 'd3']);
    }
    stub.providers = [{ name: 'c', state: 'ok' }];
    expect(await found('c4')).toEqual(['c4']);
    await backend.stop();
  });

  it('stops finding workloads that are no longer listed', async () => {
    const stub: StubDashboard = {
      requests: [],
      clusters: [clusterRow('c', false)],
      pages: [[workload('left'), workload('gone')]],
    };
    const { backend, index, search } = await startSearch({
      openDatabase: () => databases.init(id),
      dashboard: createStubDashboard(stub),
    });
    const titles = async () =>
      (await search('')).documents.map(({ title }) => title).sort();
    const now = Date.now.bind(Date);
    let later = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + later);
    try {
      await index();
      stub.pages = [[workload('left')]];
      await index();
      later = 23 * 3_600_000;
      await index();
      expect(await titles()).toEqual(['gone', 'left']);
      later = 25 * 3_600_000;
      await index();
      expect(await titles()).toEqual(['left']);
    } finally {
      jest.restoreAllMocks();
    }
    await backend.stop();
  });
});
