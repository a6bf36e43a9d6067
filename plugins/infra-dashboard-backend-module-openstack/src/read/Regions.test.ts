import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { Region } from './Region';
import { MAX_REGIONS } from './Regions';
import type { ClusterParts } from '../mappers/ClusterParts';
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

  it('reads each region as a cluster, with one login', async () => {
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
    // Projects belong to Keystone, and are the same in all regions.
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
    '%j is named %j, before and after the first read',
    async (config, expected, regions) => {
      const from = provider(config);
      expect(from.clusterNames).toEqual(expected);
      const clusters = await from.getAllClusters({ signal });
      expect(clusters.map(({ name }) => name)).toEqual(expected);
      expect(clusters.map(({ metadata }) => metadata?.region)).toEqual(regions);
    },
  );

  it('refuses a catalog with more regions than can be read', async () => {
    cloud.editToken = ({ catalog }) => {
      const [nova] = catalog.filter((one: any) => one.type === 'compute');
      const [endpoint] = nova.endpoints;
      nova.endpoints = Array.from({ length: MAX_REGIONS + 1 }, (_, index) => ({
        ...endpoint,
        ...{ region: `r${index}`, region_id: `r${index}` },
      }));
    };
    await expect(provider().getAllClusters({ signal })).rejects.toMatchObject({
      message: 'The catalog has 101 regions, and at most 100 can be read',
      hint: 'List those to read as regions',
    });
    expect(cloud.sent('compute /servers/detail')).toEqual([]);
    expect(
      names(await provider({ regions: ['r5'] }).getAllClusters({ signal })),
    ).toEqual(['lab-r5']);
  });

  it('keeps names if the catalog loses a region and gets it back', async () => {
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

  describe('over a restart', () => {
    /** Reads with a new provider that knows what was stored. */
    const restart = async (stored: Map<string, readonly string[]>) => {
      const from = provider();
      const clusters = await from.getAllClusters({
        ...{ signal, identityOf: (name: string) => stored.get(name) },
      });
      const found = new Map(
        clusters.map(({ name, identity = [] }) => [name, [identity].flat()]),
      );
      return {
        from,
        found,
        regions: clusters.map(one => one.metadata?.region),
      };
    };

    it('keeps the name of the first region when another one came', async () => {
      const { editToken } = cloud;
      cloud.editToken = () => {};
      const alone = await restart(new Map());
      expect([...alone.found.keys()]).toEqual(['lab']);
      cloud.editToken = editToken;
      const both = ['lab', 'lab-eu-2'];
      const { found, regions } = await restart(alone.found);
      expect([...found.keys()]).toEqual(both);
      expect(regions).toEqual(['RegionOne', 'eu-2']);
      // Also without one.
      cloud.tokenLasts = 1;
      await alone.from.getAllClusters({ signal, force: true });
      expect(names(await alone.from.getAllClusters({ signal }))).toEqual(both);
    });

    it('keeps names while the catalog has lost a region', async () => {
      const { found } = await restart(new Map());
      expect([...found.keys()]).toEqual(['lab-eu-2', 'lab-RegionOne']);
      cloud.editToken = () => {};
      const later = await restart(found);
      expect([...later.found.keys()]).toEqual(['lab-RegionOne']);
    });
  });

  it('reports a region that fails, next to others that do not', async () => {
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
    // If all regions fail, the connection has failed.
    cloud.routes['compute /servers/detail'] = { status: 500 };
    cloud.routes['compute /os-hypervisors/detail'] = { status: 500 };
    await expect(from.getAllClusters({ signal })).rejects.toMatchObject({
      code: 'UPSTREAM_ERROR',
    });
  });

  it('logs in again if the Nova of a region refuses the token', async () => {
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

  it('uses the numbers of Nova in a region without Placement', async () => {
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

  it('checks the steps of each region', async () => {
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

  it('reads a region that does not respond less and less often, and shows it within 40 seconds when it does', async () => {
    let now = 0;
    let reads = 0;
    let works = false;
    const parts = { cluster: 'lab-far' } as ClusterParts;
    let probes = 0;
    const region = new Region({
      cluster: 'lab-far',
      probe: async () => {
        probes += 1;
        if (!works) throw new ProviderFailure('TIMEOUT', 'No response');
      },
      client: undefined as never,
      reader: {
        read: async () => {
          reads += 1;
          if (works) return parts;
          throw new ProviderFailure('TIMEOUT', 'Nova did not respond in time');
        },
      },
      clock: { now: () => now, monotonic: () => now },
    });
    const refresh = (force = false) => region.readIsolated({ signal, force });
    for (; now < 600_000; now += 15_000) {
      expect(await refresh()).toMatchObject({ failure: { code: 'TIMEOUT' } });
    }
    expect(reads).toBe(6);
    expect(probes).toBeGreaterThan(10);
    expect(probes).toBeLessThanOrEqual(20);
    // A person who refreshes does not wait either.
    await refresh(true);
    expect(reads).toBe(7);
    works = true;
    const end = now + 30_000;
    for (; now < end; now += 15_000) await refresh();
    expect(await refresh()).toEqual({ ok: true, value: parts });
    // Each refresh reads it again.
    const before = reads;
    await refresh();
    expect(reads).toBe(before + 1);
  });
});
