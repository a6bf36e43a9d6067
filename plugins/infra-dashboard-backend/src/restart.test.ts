import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  totalsOfNodes,
  type ClusterStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { usePlugin } from './__testUtils__/usePlugin';
import {
  createFakeFactory,
  fakeNode,
  fakeWorkload,
} from './testing/FakeProvider';

jest.setTimeout(60_000);

describe('a restart', () => {
  const { get, refresh, start, stop } = usePlugin();
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('shows at once what was known, with its age and since when it is so', async () => {
    const database = mockServices.database({
      knex: await databases.init('SQLITE_3'),
    });
    const fake = createFakeFactory();
    const web = (health: 'healthy' | 'failed') =>
      fakeWorkload('nomad-1', 'web', { node: 'client-1', health });
    fake.behavior.workloads = async () => ({
      items: [web('healthy')],
      complete: true,
    });
    const providers = [{ name: 'nomad-1', type: 'nomad', nodes: 2 }];
    await start(providers, { fake, database });
    const cluster = '/api/infra-dashboard/clusters/nomad-1';
    const read = async () => (await get(`${cluster}/workloads`)).body.items;
    await waitFor(async () => expect(await read()).toHaveLength(1));
    expect((await read())[0]).not.toHaveProperty('since');
    fake.behavior.workloads = async () => ({
      items: [web('failed')],
      complete: true,
    });
    expect((await refresh('nomad-1')).status).toBe(200);
    const [failed] = await waitFor(async () => {
      const items = await read();
      expect(items[0].health).toBe('failed');
      return items;
    });
    expect(Date.now() - Date.parse(failed.since)).toBeLessThan(60_000);
    const before = (await get(cluster)).body;
    await stop();

    // The platform does not respond any more.
    const dead = createFakeFactory({ topology: () => new Promise(() => {}) });
    await start(providers, { fake: dead, database });
    const first = await get(cluster);
    expect(first.body).toMatchObject({
      nodes: before.nodes.map(({ id }: { id: string }) =>
        expect.objectContaining({ id }),
      ),
      freshness: { observedAt: before.freshness.observedAt },
    });
    await waitFor(async () => expect(await read()).toEqual([failed]));
  });

  it('keeps the history of a disabled provider with several clusters', async () => {
    const database = mockServices.database({
      knex: await databases.init('SQLITE_3'),
    });
    const names = ['os-east', 'os-west'];
    const fake = createFakeFactory({
      topology: async () =>
        names.map(name => {
          const nodes = [fakeNode(name, 'client-1')];
          const totals = totalsOfNodes(nodes);
          return { name, health: 'healthy', nodes, totals };
        }),
    });
    const provider = { name: 'os', type: 'nomad' };
    const base = '/api/infra-dashboard/clusters';
    const statesOf = async () =>
      (await get(base)).body.items.map((one: ClusterStatus) => [
        one.name,
        one.freshness.state,
      ]);
    await start([provider], { fake, database });
    await waitFor(async () =>
      expect(await statesOf()).toEqual(names.map(name => [name, 'fresh'])),
    );
    expect((await refresh('os')).status).toBe(200);
    await stop();

    await start([{ ...provider, enabled: false }], { fake, database });
    await waitFor(async () =>
      expect(await statesOf()).toEqual(names.map(name => [name, 'disabled'])),
    );
    for (const name of names) {
      for (const path of ['history', 'history?node=client-1']) {
        const { status } = await get(`${base}/${name}/${path}`);
        expect([name, path, status]).toEqual([name, path, 200]);
      }
    }
    expect((await get(`${base}/os-north/history`)).status).toBe(404);
  });
});
