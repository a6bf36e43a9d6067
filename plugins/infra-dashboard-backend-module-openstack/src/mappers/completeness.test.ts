import { recorded } from '../__fixtures__';
import { createProvider, PASSWORD } from '../__testUtils__/createProvider';
import { responseOf, FakeCloud } from '../__testUtils__/FakeCloud';

const { signal } = new AbortController();
const HYPERVISORS = 'compute /os-hypervisors/detail';
const SERVICES = 'compute /os-services';
const SERVERS = 'compute /servers/detail';

describe('completeness of an OpenStack region', () => {
  const open: Array<{ close(): Promise<void> }> = [];
  let cloud: FakeCloud;
  let authUrl: string;

  async function start(role: 'admin' | 'member' = 'admin') {
    cloud = new FakeCloud(role);
    open.push(cloud);
    authUrl = await cloud.listen();
  }

  async function read(config: object = {}) {
    const provider = createProvider({ authUrl, ...PASSWORD, ...config });
    open.unshift(provider);
    const cycle = {};
    const [cluster] = await provider.getAllClusters({ signal, cycle });
    const workloads = await provider
      .getWorkloads('lab', { signal, cycle })
      .catch(() => undefined);
    return { ...cluster.complete, workloads: workloads?.complete };
  }

  /** The recorded list with a link to a next page that repeats it. */
  function endless(name: string, key: string) {
    const { body } = recorded(name);
    const links = [{ rel: 'next', href: `http://cloud/?marker=${key}` }];
    return { body: { ...body, [`${key}_links`]: links } };
  }

  /** The recorded list and an invalid row. */
  function withInvalidRow(name: string, key: string) {
    const { body } = recorded(name);
    return { body: { ...body, [key]: [...body[key], { invalid: true }] } };
  }

  beforeEach(() => start());

  afterEach(async () => {
    for (const item of open.splice(0)) await item.close();
  });

  it('is true if every list was read to its end', async () => {
    expect(await read()).toEqual({ nodes: true, facts: true, workloads: true });
  });

  it('is false if hypervisors may be missing', async () => {
    const name = 'hypervisors-detail-admin-2.88';
    for (const spoiled of [
      endless(name, 'hypervisors'),
      withInvalidRow(name, 'hypervisors'),
      responseOf('hypervisors-detail-member'),
    ]) {
      cloud.routes[HYPERVISORS] = spoiled;
      expect(await read()).toMatchObject({ nodes: false, workloads: true });
    }
    cloud.routes[HYPERVISORS] = { status: 500 };
    expect(await read()).toMatchObject({ nodes: false, facts: false });
  });

  it('is false if servers may be missing', async () => {
    const name = 'servers-detail-all-admin-latest';
    for (const spoiled of [
      endless(name, 'servers'),
      withInvalidRow(name, 'servers'),
    ]) {
      cloud.routes[SERVERS] = spoiled;
      expect(await read()).toMatchObject({ nodes: true, workloads: false });
    }
    cloud.routes[SERVERS] = { status: 500 };
    expect(await read()).toMatchObject({ nodes: true, workloads: undefined });
  });

  it('is false while a cell is down', async () => {
    cloud.routes[SERVERS] = responseOf('downcell-servers-detail-admin-latest');
    expect(await read()).toMatchObject({ nodes: false, workloads: false });
    await start();
    // It contains hosts, but no server.
    cloud.routes[SERVICES] = responseOf('downcell-services-latest');
    expect(await read()).toEqual({
      nodes: false,
      facts: false,
      workloads: false,
    });
  });

  it('is false if Nova is too old to report a cell that is down', async () => {
    cloud.max.compute = '2.68';
    expect(await read()).toEqual({
      nodes: true,
      facts: true,
      workloads: false,
    });
    // Such a Nova does not list its services either.
    cloud.routes[SERVICES] = { body: { services: [] } };
    expect(await read()).toMatchObject({ nodes: true, facts: false });
  });

  it('is false for zones while services cannot be read', async () => {
    for (const spoiled of [
      { status: 500 },
      withInvalidRow('services-compute-admin', 'services'),
    ]) {
      cloud.routes[SERVICES] = spoiled;
      expect(await read()).toMatchObject({ nodes: true, facts: false });
    }
    // They may be forbidden for good, so other facts do not depend on them.
    cloud.routes[SERVICES] = responseOf('services-member-403');
    expect(await read()).toMatchObject({ nodes: true, facts: true });
  });

  it('is true for one project only if no other is wanted', async () => {
    await start('member');
    expect(await read()).toEqual({
      nodes: false,
      facts: true,
      workloads: false,
    });
    expect(await read({ allProjects: false })).toMatchObject({
      workloads: true,
    });
  });
});
