import { createTestContext } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import {
  fleetSchema,
  startSimulator,
  type Simulator,
} from '@infra-dashboard/simulator';
import { OpenStackClient } from '../client';
import { openstackConfigSchema } from '../config';
import { ServerList } from './ServerList';
import { readSettings } from '../config/settings';

const { signal } = new AbortController();
const ROWS = 25;

describe('ServerList', () => {
  let simulator: Simulator;
  let client: OpenStackClient;
  let list: ServerList;
  let now: number;
  let setBackMs = 0;

  const update = (change: (cluster: any) => void) =>
    simulator.update('cloud', change);

  const requestKinds = () =>
    simulator.requests.list({ path: /servers\/detail/ }).map(({ query }) => {
      const searchParams = new URLSearchParams(query);
      if (searchParams.has('changes-since')) return 'changes';
      return searchParams.has('marker') ? 'next page' : 'all';
    });

  /** The list, and the complete list of Nova. */
  async function read() {
    simulator.requests.reset();
    const { items } = await list.read(signal);
    const requests = requestKinds();
    const { items: all } = await new ServerList({
      client,
      query: { all_tenants: 1 },
    }).read(signal);
    const states = (servers: typeof items) =>
      servers.map(({ name, status }) => `${name} ${status}`).sort();
    return { requests, listed: states(items), complete: states(all) };
  }

  beforeEach(async () => {
    simulator = await startSimulator({
      fleet: fleetSchema.parse({
        clusters: [
          {
            name: 'cloud',
            type: 'openstack',
            maxLimit: 10,
            nodes: [{ name: 'host-1' }],
            workloads: Array.from({ length: ROWS }, (_, index) => ({
              name: `vm-${String(index).padStart(2, '0')}`,
              node: 'host-1',
            })),
          },
        ],
      }),
    });
    const { url: authUrl, credentials } = simulator.clusters.get('cloud')!;
    const { username, password } = credentials;
    client = new OpenStackClient({
      settings: await readSettings(
        openstackConfigSchema.parse({
          authUrl,
          username,
          password,
          projectName: 'demo',
        }),
      ),
      ...createTestContext({ config: {} }),
    });
    now = Date.now();
    setBackMs = 0;
    list = new ServerList({
      client,
      query: { all_tenants: 1 },
      clock: { now: () => now - setBackMs, monotonic: () => now },
    });
  });

  afterEach(async () => {
    await client.close();
    await simulator.stop();
  });

  it('requests only changes of a long list, deletions included, and the whole list every few minutes', async () => {
    const pages = ['all', 'next page', 'next page'];
    await update(({ workloads }) => {
      workloads[0].tags = ['changed'];
    });
    expect(await read()).toMatchObject({ requests: pages });
    await update(({ workloads }) => {
      workloads[3].status = 'SHUTOFF';
      workloads[4].status = 'SOFT_DELETED';
      workloads.splice(20, 1);
      workloads.push({ ...workloads[0], name: 'new' });
    });
    const changed = await read();
    expect(changed.requests).toEqual(['changes']);
    expect(changed.listed).toHaveLength(ROWS - 1);
    expect(changed.listed).toContain('vm-03 SHUTOFF');
    expect(changed.listed).toContain('new ACTIVE');
    // The complete list does not contain it.
    expect(changed.listed.join()).not.toMatch(/vm-04|vm-20/);
    expect(changed.complete.filter(state => !/vm-04/.test(state))).toEqual(
      changed.listed,
    );
    await update(({ workloads }) => {
      workloads[4].status = 'ACTIVE';
    });
    const restored = await read();
    expect(restored.requests).toEqual(['changes']);
    expect(restored.listed).toEqual(restored.complete);
    // The same changes are not listed again and again.
    const changedAt = now;
    const sinces = async () => {
      await read();
      const [{ query }] = simulator.requests.list({ path: /servers\/detail/ });
      const since = new URLSearchParams(query).get('changes-since');
      return Date.parse(since ?? '') - changedAt;
    };
    now += 4 * 60_000;
    expect(await sinces()).toBeLessThan(0);
    expect(await sinces()).toBeGreaterThan(60_000);
    now += 60_000;
    expect((await read()).requests).toEqual(pages);
    // A clock that was set back must not put off the whole list.
    setBackMs = 60 * 60_000;
    now += 5 * 60_000;
    expect((await read()).requests).toEqual(pages);
  });

  it('reads the whole list if it has one page, or if Nova rejects a request for changes', async () => {
    await update(cluster => {
      cluster.maxLimit = 100;
    });
    expect((await read()).requests).toEqual(['all']);
    expect((await read()).requests).toEqual(['all']);

    await update(cluster => {
      cluster.maxLimit = 20;
    });
    await read();
    simulator.faults.add({
      kind: 'status',
      status: 400,
      path: /servers\/detail/,
      times: 1,
    });
    const { requests, listed } = await read();
    expect(requests).toEqual(['changes', 'all', 'next page']);
    expect(listed).toHaveLength(ROWS);
  });

  it('requests no changes while a cell is down, since they do not contain its servers', async () => {
    await update(cluster => {
      cluster.cellDown = true;
    });
    const pages = ['all', 'next page', 'next page'];
    expect((await read()).requests).toEqual(pages);
    expect((await read()).requests).toEqual(pages);
  });
});
