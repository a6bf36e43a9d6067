import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterReading } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { Region } from './Region';
import type { RegionParts } from '../ClusterParts';
import { createProvider, PASSWORD } from '../__testUtils__/createProvider';
import { FakeCloud } from '../__testUtils__/FakeCloud';

const { signal } = new AbortController();

describe('regions', () => {
  /** Keystone and `RegionOne` are in the first cloud, `eu-2` is the other. */
  let cloud: FakeCloud;
  let other: FakeCloud;
  let authUrl: string;
  const open: Array<{ close(): Promise<void> }> = [];

  beforeEach(async () => {
    cloud = new FakeCloud();
    other = new FakeCloud();
    authUrl = await cloud.listen();
    const base = (await other.listen()).replace('/identity', '');
    other.tokens = cloud.tokens;
    open.push(cloud, other);
    cloud.editToken = token => {
      for (const { type, endpoints } of token.catalog) {
        const path = { compute: '/compute/v2.1', placement: '/placement' }[
          type as string
        ];
        if (!path) continue;
        endpoints.push(
          ...endpoints.map((endpoint: object) => ({
            ...endpoint,
            region: 'eu-2',
            region_id: 'eu-2',
            url: `${base}${path}`,
          })),
        );
      }
    };
  });

  afterEach(async () => {
    for (const item of open.splice(0)) await item.close();
  });

  function provider(config: object = {}, timeouts?: object) {
    const created = createProvider(
      { authUrl, ...PASSWORD, ...config },
      timeouts,
    );
    open.unshift(created);
    return created;
  }

  const names = (clusters: Array<{ name: string }>) =>
    clusters.map(({ name }) => name).sort();

  it('O15: reads each region as a cluster of its own, with one login', async () => {
    const from = provider();
    expect(from.clusterNames).toBeUndefined();
    const cycle = {};
    const clusters = await from.getAllClusters({ signal, cycle });
    expect(names(clusters)).toEqual(['lab-RegionOne', 'lab-eu-2']);
    for (const cluster of clusters) {
      expect(cluster.failure).toBeUndefined();
      expect(cluster.metadata?.region).toBe(cluster.name.slice(4));
      expect(cluster.nodes.length).toBeGreaterThan(0);
      const { items } = await from.getWorkloads(cluster.name, {
        signal,
        cycle,
      });
      const foreign = [...items, ...cluster.nodes].filter(
        item => item.cluster !== cluster.name,
      );
      expect(foreign).toEqual([]);
      expect(items.length).toBeGreaterThan(0);
    }
    expect(cloud.logins).toBe(1);
    // Projects are Keystone's, and the same in all regions.
    expect(cloud.sent('identity /projects')).toHaveLength(1);
    expect(cloud.sent('compute /servers/detail')).toHaveLength(1);
    expect(other.sent('compute /servers/detail')).toHaveLength(1);
    expect(await from.getCluster('lab', { signal })).toBeUndefined();
    expect(await from.getWorkloads('lab', { signal })).toEqual({ items: [] });
    const [{ name: node }] = clusters[1].nodes;
    expect(
      await from.getNode(clusters[1].name, node, { signal }),
    ).toMatchObject({ name: node, cluster: clusters[1].name });
  });

  it.each([
    [{ region: 'eu-2' }, ['lab'], ['eu-2']],
    [{ regions: ['eu-2'] }, ['lab-eu-2'], ['eu-2']],
    [
      { regions: ['eu-2', 'RegionOne'] },
      ['lab-eu-2', 'lab-RegionOne'],
      ['eu-2', 'RegionOne'],
    ],
  ])(
    'O15: %j is called %j, before and after the first read',
    async (config, expected, regions) => {
      const from = provider(config);
      expect(from.clusterNames).toEqual(expected);
      const clusters = await from.getAllClusters({ signal });
      expect(clusters.map(({ name }) => name)).toEqual(expected);
      expect(clusters.map(({ metadata }) => metadata?.region)).toEqual(regions);
    },
  );

  it('O15: keeps the names while the catalog loses a region and gets it back', async () => {
    cloud.tokenLasts = 1;
    const from = provider();
    const { editToken } = cloud;
    expect(await from.getAllClusters({ signal })).toHaveLength(2);
    cloud.editToken = () => {};
    await new Promise(resolve => setTimeout(resolve, 1_100));
    expect(names(await from.getAllClusters({ signal }))).toEqual([
      'lab-RegionOne',
    ]);
    cloud.editToken = editToken;
    await new Promise(resolve => setTimeout(resolve, 1_100));
    expect(await from.getAllClusters({ signal })).toHaveLength(2);
  });

  it('O15, C1: tells of a region that fails beside the others, which stay whole', async () => {
    other.routes['compute /servers/detail'] = { status: 500 };
    other.routes['compute /os-hypervisors/detail'] = { status: 500 };
    const from = provider({ regions: ['RegionOne', 'eu-2', 'us'] });
    const [first, second, third] = await from.getAllClusters({ signal });
    expect(first.failure).toBeUndefined();
    expect(first.nodes.length).toBeGreaterThan(0);
    expect(second).toMatchObject({
      name: 'lab-eu-2',
      failure: { code: 'UPSTREAM_ERROR' },
    });
    expect(third).toMatchObject({
      name: 'lab-us',
      failure: {
        code: 'MISCONFIGURED',
        message: 'The catalog has no Nova in the region us',
        hint: 'Set region to one of: RegionOne, eu-2',
      },
    });
    const workloads = from.getWorkloads('lab-eu-2', { signal });
    await expect(workloads).rejects.toBeInstanceOf(ProviderFailure);
    // With all of them gone the connection itself has failed.
    cloud.routes['compute /servers/detail'] = { status: 500 };
    cloud.routes['compute /os-hypervisors/detail'] = { status: 500 };
    await expect(from.getAllClusters({ signal })).rejects.toMatchObject({
      code: 'UPSTREAM_ERROR',
    });
  });

  it('O12, O15: a region whose Nova takes no token costs one more login, once', async () => {
    const refusal = { status: 401, body: { error: { code: 401 } } };
    other.routes['compute /servers/detail'] = refusal;
    other.routes['compute /os-hypervisors/detail'] = refusal;
    other.routes['compute /os-services'] = refusal;
    const from = provider();
    for (let refresh = 0; refresh < 4; refresh += 1) {
      const clusters = await from.getAllClusters({ signal });
      const failed = clusters.filter(({ failure }) => failure);
      expect(failed).toMatchObject([
        { name: 'lab-eu-2', failure: { code: 'UNAUTHORIZED' } },
      ]);
    }
    expect(cloud.logins).toBe(2);
  });

  it('O13: reads a region without Placement by the numbers of its Nova', async () => {
    const { editToken } = cloud;
    cloud.editToken = token => {
      editToken(token);
      const placement = token.catalog.find(
        (entry: any) => entry.type === 'placement',
      );
      placement.endpoints = placement.endpoints.filter(
        (endpoint: any) => endpoint.region_id !== 'eu-2',
      );
    };
    const clusters = await provider().getAllClusters({ signal });
    const sources = clusters.map(({ name, nodes, limitations }) => [
      name,
      nodes[0].metadata?.capacitySource,
      limitations?.some(({ code }) => code === 'placement-missing'),
    ]);
    expect(sources.sort()).toEqual([
      ['lab-RegionOne', 'Placement', false],
      ['lab-eu-2', 'Nova', true],
    ]);
  });

  it('O15: checks the steps of each region', async () => {
    other.routes['compute /servers/detail'] = { status: 500 };
    const { ok, checks } = await provider().checkConnection({ signal });
    expect(ok).toBe(false);
    expect(checks.filter(({ id }) => id === 'login')).toHaveLength(1);
    expect(
      checks.find(({ id }) => id === 'servers:lab-RegionOne'),
    ).toMatchObject({
      title: 'List servers (lab-RegionOne)',
      status: 'passed',
    });
    expect(checks.find(({ id }) => id === 'servers:lab-eu-2')?.status).toBe(
      'failed',
    );
  });

  it('C8: asks a region that hangs less and less often, and others as ever', async () => {
    let now = 0;
    let reads = 0;
    let works = false;
    const region = new Region({
      cluster: 'lab-far',
      client: undefined as never,
      reader: {
        read: async () => {
          reads += 1;
          if (works) return {} as RegionParts;
          throw new ProviderFailure('TIMEOUT', 'Nova did not answer in time');
        },
      },
      now: () => now,
    });
    const good = { name: 'lab-far' } as ClusterReading;
    const refresh = () => region.read({ signal }, true, async () => good);
    for (; now < 600_000; now += 15_000) {
      const { topology } = await refresh();
      expect(topology).toMatchObject({ failure: { code: 'TIMEOUT' } });
    }
    expect(reads).toBe(6);
    works = true;
    for (; now < 900_000; now += 15_000) await refresh();
    expect(await refresh()).toBe(good);
    // It is asked in each refresh again.
    const before = reads;
    await refresh();
    expect(reads).toBe(before + 1);
  });
});
