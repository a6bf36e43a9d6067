import { sendRequest } from '../__testUtils__/sendRequest';
import { compareShape } from '../__testUtils__/compareShape';
import { real, useOpenStack } from './__testUtils__/useOpenStack';

describe('simulated OpenStack', () => {
  const lab = useOpenStack();
  const { root, update, tokenOf, get, expectLike } = lab;

  it('has tombstones of deleted servers', async () => {
    const since = new Date().toISOString();
    const changed = async () => {
      const path = `/compute/v2.1/servers/detail?all_tenants=1&changes-since=${since}`;
      const { body } = await get(path, { version: '2.79' });
      return body.servers.map(({ name, status }: any) => [name, status]);
    };
    expect(await changed()).toEqual([]);
    await update(({ workloads }) => {
      workloads[0].status = 'SHUTOFF';
      workloads.splice(1, 1);
    });
    // Nova returns times in whole seconds.
    const found = await get(
      '/compute/v2.1/servers/detail?all_tenants=1&changes-since=2026-11-02T00:00:00Z',
      { version: '2.79' },
    );
    expect(
      found.body.servers.map(({ name, status }: any) => [name, status]),
    ).toEqual([
      ['payments-worker-1', 'SHUTOFF'],
      ['payments-worker-2', 'DELETED'],
    ]);
  });

  it('returns partial servers for a cell that is down', async () => {
    await update(cluster => {
      cluster.cellDown = true;
    });
    const path = '/compute/v2.1/servers/detail?all_tenants=1';
    const early = await get(path, { version: '2.68' });
    expectLike(early, 'downcell-servers-detail-admin-2.68');
    const late = await get(path, { version: 'latest' });
    expectLike(late, 'downcell-servers-detail-admin-latest');
    expect(late.body.servers[0]).not.toHaveProperty('name');
    const limited = await get(`${path}&limit=1000`, { version: 'latest' });
    expect([limited.status, limited.body]).toEqual([200, { servers: [] }]);
    for (const [below, name] of [
      ['/os-hypervisors/detail', 'downcell-hypervisors-latest'],
      ['/os-services', 'downcell-services-latest'],
    ]) {
      expectLike(
        await get(`/compute/v2.1${below}`, { version: 'latest' }),
        name,
      );
    }
  });

  it('ends tokens when their time is up, or at once', async () => {
    await update(cluster => {
      cluster.tokenLifeSeconds = 0.05;
    });
    const token = await tokenOf('admin');
    const read = () =>
      sendRequest(`${root()}/compute/v2.1/limits`, {
        headers: { 'X-Auth-Token': token! },
      });
    await new Promise(resolve => setTimeout(resolve, 100));
    expect((await read()).status).toBe(401);
    await update(cluster => {
      cluster.tokenLifeSeconds = 60;
    });
    const next = await tokenOf('admin');
    const readNext = () =>
      sendRequest(`${root()}/compute/v2.1/limits`, {
        headers: { 'X-Auth-Token': next! },
      });
    expect((await readNext()).status).toBe(200);
    lab.simulator.faults.add({ kind: 'expired-token', times: 1 });
    expect((await readNext()).status).toBe(401);
    expect((await readNext()).status).toBe(401);
  });

  it('leaves out what a region does not have', async () => {
    await update(cluster => {
      cluster.placement = false;
      cluster.novaMinor = 79;
      cluster.nodes[0].zone = 'az-a';
    });
    const { body } = await get('/v3/auth/catalog');
    expect(body.catalog.map(({ type }: any) => type)).toEqual([
      'compute',
      'identity',
    ]);
    const late = await get('/compute/v2.1/servers', { version: '2.88' });
    expect(late.status).toBe(406);
    const { aggregates } = (
      await get('/compute/v2.1/os-aggregates', { version: '2.53' })
    ).body;
    expect(
      compareShape(aggregates, real['aggregates-admin'].body.aggregates),
    ).toEqual([]);
    expect(aggregates[0].hosts).toEqual(['compute-1']);
  });
});
