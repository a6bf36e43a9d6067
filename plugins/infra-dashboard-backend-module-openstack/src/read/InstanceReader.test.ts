import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { workloadSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { recorded } from '../__fixtures__';
import {
  CloudFixture,
  codes,
  failure,
  read,
} from '../__testUtils__/CloudFixture';
import { responseOf } from '../__testUtils__/FakeCloud';

const GIB = 1024 ** 3;
const { signal } = new AbortController();

describe('InstanceReader', () => {
  const fixture = new CloudFixture();

  afterEach(() => fixture.stop());

  beforeEach(() => fixture.start('admin'));

  it('reads the servers of all projects with their host, project and fault', async () => {
    fixture.cloud.routes[
      'compute /servers/d6d10d39-6948-421c-9e56-31de0062a986'
    ] = responseOf('server-error-admin');
    const lab = fixture.provider();
    const { items, limitations } = (await read(lab)).workloads;
    expect(items).toHaveLength(21);
    expect(limitations).toEqual([]);
    for (const item of items) workloadSchema.parse(item);
    const byName = new Map<string, Workload>(
      items.map(item => [item.name, item]),
    );
    expect(byName.get('payments-db')).toMatchObject({
      node: 'compute-3.lab.internal',
      namespace: 'demo',
    });
    expect(byName.get('ci-runner-1')?.namespace).toBe('platform');
    // The list does not contain the fault, the detail does.
    expect(byName.get('too-big')).toMatchObject({
      health: 'failed',
      statusReason: 'No valid host was found.',
    });
  });

  it('lists stubs of a cell that does not respond, since it requests no limit', async () => {
    fixture.cloud.routes['compute /servers/detail'] = ({ query }) =>
      responseOf(
        query.has('limit')
          ? 'downcell-servers-detail-admin-limit'
          : 'downcell-servers-detail-admin-latest',
      );
    fixture.cloud.routes['compute /os-hypervisors/detail'] = responseOf(
      'downcell-hypervisors-latest',
    );
    fixture.cloud.routes['compute /os-services'] = responseOf(
      'downcell-services-latest',
    );
    const { cluster, workloads } = await read(fixture.provider());
    expect(workloads.items).toHaveLength(21);
    expect(cluster.health).toBe('unknown');
    expect(codes(cluster.limitations)).toEqual([
      'hypervisors-unreadable',
      'cell-down',
      'allocated-only',
    ]);
    expect(cluster.totals.workloads).toMatchObject({
      total: 21,
      unknown: 20,
    });
  });

  it('lists hypervisors if servers fail, and servers if hypervisors fail', async () => {
    const lab = fixture.provider();
    fixture.cloud.routes['compute /servers/detail'] = responseOf(
      'no-neutron-servers-detail',
    );
    const cycle = {};
    const [cluster] = await lab.getAllClusters({ signal, cycle });
    expect(cluster.nodes).toHaveLength(5);
    expect(cluster.totals.workloads).toBeUndefined();
    expect(codes(cluster.limitations)).toContain('servers-unreadable');
    const error = await failure(lab.getWorkloads('lab', { signal, cycle }));
    expect(error.code).toBe('UPSTREAM_ERROR');

    fixture.cloud.routes['compute /os-hypervisors/detail'] = { status: 500 };
    expect((await failure(lab.getAllClusters({ signal }))).code).toBe(
      'UPSTREAM_ERROR',
    );
  });

  it('shows hosts while the list of servers does not end', async () => {
    const { body } = recorded('servers-page1');
    let pages = 0;
    fixture.cloud.routes['compute /servers/detail'] = () => {
      pages += 1;
      const [server] = body.servers;
      const id = `page-${pages}`;
      const href = `http://elsewhere/servers?marker=${id}`;
      return {
        delay: 50,
        body: {
          servers: [{ ...server, id }],
          servers_links: [{ rel: 'next', href }],
        },
      };
    };
    const lab = fixture.provider({}, { totalMs: 250 });
    const cycle = {};
    const [cluster] = await lab.getAllClusters({ signal, cycle });
    expect(cluster.totals.cpu.total).toBeGreaterThan(0);
    expect(codes(cluster.limitations)).toContain('servers-unreadable');
    expect(
      await failure(lab.getWorkloads('lab', { signal, cycle })),
    ).toMatchObject({ code: 'TIMEOUT' });
  });

  it('reads old clouds: integer ids, a list of flavors, Placement by name', async () => {
    fixture.cloud.max.compute = '2.42';
    const { cluster, workloads } = await read(fixture.provider());
    expect(cluster.version).toBe('compute 2.42');
    expect(cluster.nodes[0]).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      cpu: { total: 512, requested: 9 },
    });
    const server = workloads.items.find(({ name }) => name === 'payments-db');
    expect(server).toMatchObject({
      cpu: { count: 4 },
      memory: { total: 8 * GIB },
      metadata: { flavor: 'm1.large' },
    });
    expect(
      fixture.cloud.sent('compute /flavors/detail')[0].query.get('is_public'),
    ).toBe('None');
  });

  it('shows no size of a server whose flavor was deleted', async () => {
    fixture.cloud.max.compute = '2.42';
    const { body } = recorded('flavors-detail-admin-all');
    const gone = body.flavors.find(({ name }: any) => name === 'm1.large');
    body.flavors = body.flavors.filter((flavor: any) => flavor !== gone);
    fixture.cloud.routes['compute /flavors/detail'] = { body };
    const { workloads } = await read(fixture.provider());
    const server = workloads.items.find(({ name }) => name === 'payments-db');
    expect(server).toMatchObject({
      cpu: {},
      memory: {},
      metadata: { flavor: gone.id },
    });
    const others = workloads.items.filter(({ cpu }) => cpu.count);
    expect(others.length).toBeGreaterThan(10);
  });

  it('sends no microversion to a Nova that has none', async () => {
    // Version 2.0 has no maximum.
    fixture.cloud.max.compute = '';
    const { cluster, workloads } = await read(fixture.provider());
    expect(cluster.nodes).toHaveLength(5);
    expect(workloads.items.length).toBeGreaterThan(10);
    expect(
      fixture.cloud
        .sent('compute /servers/detail')
        .map(item => item.microversion),
    ).toEqual([undefined]);
  });

  it('counts an invalid server instead of failing', async () => {
    const { body } = recorded('servers-detail-all-admin-latest');
    delete body.servers[3].id;
    fixture.cloud.routes['compute /servers/detail'] = { body };
    const { workloads } = await read(fixture.provider());
    expect(workloads.items).toHaveLength(20);
    expect(workloads.limitations).toEqual([
      {
        code: 'servers-not-understood',
        params: { count: 1 },
        message: '1 server is invalid and left out',
      },
    ]);
  });

  it('lists only the own project if allProjects is false', async () => {
    const { cluster, workloads } = await read(
      fixture.provider({ allProjects: false }),
    );
    expect(workloads.items).toHaveLength(14);
    expect(cluster.nodes).toHaveLength(5);
    expect(workloads.limitations?.[0]).toEqual({
      code: 'one-project-only',
      params: { project: 'admin' },
      message: 'Only servers of the project admin are listed',
    });
    expect(fixture.cloud.sent('identity /projects')).toHaveLength(0);
  });
});
