import { recorded } from '../__fixtures__';
import { createProvider, PASSWORD } from '../__testUtils__/createProvider';
import { answerOf, FakeCloud } from '../__testUtils__/FakeCloud';

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

  /** The recorded list and a row that is none. */
  function withOddRow(name: string, key: string) {
    const { body } = recorded(name);
    return { body: { ...body, [key]: [...body[key], { odd: true }] } };
  }

  beforeEach(() => start());

  afterEach(async () => {
    for (const item of open.splice(0)) await item.close();
  });

  it('is given where every list was read to its end', async () => {
    expect(await read()).toEqual({ nodes: true, facts: true, workloads: true });
  });

  it('is not given for hypervisors that may be missing', async () => {
    const name = 'hypervisors-detail-admin-2.88';
    for (const spoiled of [
      endless(name, 'hypervisors'),
      withOddRow(name, 'hypervisors'),
      answerOf('hypervisors-detail-member'),
    ]) {
      cloud.routes[HYPERVISORS] = spoiled;
      expect(await read()).toMatchObject({ nodes: false, workloads: true });
    }
    cloud.routes[HYPERVISORS] = { status: 500 };
    expect(await read()).toMatchObject({ nodes: false, facts: false });
  });

  it('is not given for servers that may be missing', async () => {
    const name = 'servers-detail-all-admin-latest';
    for (const spoiled of [
      endless(name, 'servers'),
      withOddRow(name, 'servers'),
    ]) {
      cloud.routes[SERVERS] = spoiled;
      expect(await read()).toMatchObject({ nodes: true, workloads: false });
    }
    cloud.routes[SERVERS] = { status: 500 };
    expect(await read()).toMatchObject({ nodes: true, workloads: undefined });
  });

  it('is not given for anything while a cell is down', async () => {
    cloud.routes[SERVERS] = answerOf('downcell-servers-detail-admin-latest');
    expect(await read()).toMatchObject({ nodes: false, workloads: false });
    await start();
    // No server is in it, but hosts are.
    cloud.routes[SERVICES] = answerOf('downcell-services-latest');
    expect(await read()).toEqual({
      nodes: false,
      facts: false,
      workloads: false,
    });
  });

  it('is not given where Nova is too old to tell of a cell that is down', async () => {
    cloud.max.compute = '2.68';
    expect(await read()).toEqual({
      nodes: true,
      facts: true,
      workloads: false,
    });
    // Such a Nova leaves its services out as well.
    cloud.routes[SERVICES] = { body: { services: [] } };
    expect(await read()).toMatchObject({ nodes: true, facts: false });
  });

  it('is not given for zones while the services cannot be read', async () => {
    for (const spoiled of [
      { status: 500 },
      withOddRow('services-compute-admin', 'services'),
    ]) {
      cloud.routes[SERVICES] = spoiled;
      expect(await read()).toMatchObject({ nodes: true, facts: false });
    }
    // They may never be read: what else is known need not wait for them.
    cloud.routes[SERVICES] = answerOf('services-member-403');
    expect(await read()).toMatchObject({ nodes: true, facts: true });
  });

  it('is given for one project only where no other is wanted', async () => {
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
