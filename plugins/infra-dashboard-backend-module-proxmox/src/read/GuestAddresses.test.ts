import {
  fleetSchema,
  startSimulator,
  type Simulator,
} from '@infra-dashboard/simulator';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { readAddresses } from '../mappers/addresses';
import { signal, useLab } from '../__testUtils__/useLab';

const MINUTE_MS = 60_000;
const AGENT = /network-get-interfaces$/;

describe('IP addresses of guests', () => {
  const { connect } = useLab();
  let simulator: Simulator;
  let later = 0;

  beforeEach(() => {
    later = 0;
    const now = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => now() + later);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await simulator?.stop();
  });

  async function start(
    options: { version?: string; settings?: object; guests?: object[] } = {},
  ) {
    const { version = '9.2.3', settings = { guestAddresses: true } } = options;
    simulator = await startSimulator({
      fleet: fleetSchema.parse({
        clusters: [
          {
            name: 'pve',
            type: 'proxmox',
            version,
            nodes: [{ name: 'a' }, { name: 'b' }],
            workloads: options.guests ?? [
              { vmid: 100, name: 'vm', node: 'a', agent: 'running' },
              { vmid: 101, name: 'mute', node: 'a', agent: 'stopped' },
              { vmid: 102, name: 'off', node: 'a', status: 'stopped' },
              { vmid: 103, name: 'ct', node: 'b', kind: 'lxc' },
            ],
          },
        ],
      }),
    });
    const { url, credentials } = simulator.clusters.get('pve')!;
    const { tokenId, tokenSecret } = credentials;
    const provider = connect({ url, tokenId, tokenSecret, ...settings });
    const read = async () => {
      const cycle = {};
      await provider.getAllClusters({ signal, cycle });
      return provider.getWorkloads('lab', { signal, cycle });
    };
    /** Reads until something has come of what the refreshes began. */
    const readUntil = async (
      isEnough: (reading: Awaited<ReturnType<typeof read>>) => boolean,
    ) => {
      let reading = await read();
      await waitFor(async () => {
        reading = await read();
        expect(isEnough(reading)).toBe(true);
      });
      return reading;
    };
    const asked = () =>
      simulator.requests.count({ path: /interfaces$/, cluster: 'pve' });
    return { read, readUntil, asked, provider };
  }

  it('are not asked for unless the configuration says so', async () => {
    const { read, asked } = await start({ settings: {} });
    for (let refresh = 0; refresh < 3; refresh += 1) {
      const { items } = await read();
      expect(items.some(({ addresses }) => addresses)).toBe(false);
    }
    expect(asked()).toBe(0);
  });

  it('come from agents and containers that run, and are kept for a while', async () => {
    const { readUntil, read, asked } = await start();
    const { items, limitations } = await readUntil(
      reading => reading.items.filter(one => one.addresses).length === 2,
    );
    expect(limitations).toBeUndefined();
    expect(
      items.map(({ name, addresses }) => [name, addresses?.length]),
    ).toEqual([
      ['vm', 1],
      ['mute', undefined],
      ['off', undefined],
      ['ct', 1],
    ]);
    expect(items[0].addresses![0]).toMatch(/^10\./);
    expect(asked()).toBe(3);
    await read();
    expect(asked()).toBe(3);
    // An agent that was not running gets more time than one that answers.
    later += 16 * MINUTE_MS;
    await read();
    await waitFor(() => expect(asked()).toBe(5));
    // What is too old to be believed is not shown.
    simulator.faults.add({ path: /interfaces$/, kind: 'reset' });
    later += 61 * MINUTE_MS;
    expect((await read()).items.some(one => one.addresses)).toBe(false);
  });

  it('never delay the inventory, whatever hangs', async () => {
    const { read, asked } = await start();
    simulator.faults.add({ path: /interfaces$/, kind: 'hang' });
    await read();
    await waitFor(() => expect(asked()).toBeGreaterThan(0));
    for (let refresh = 0; refresh < 3; refresh += 1) {
      const startedAt = performance.now();
      expect((await read()).items).toHaveLength(4);
      // Far below the 3 s that one guest may take.
      expect(performance.now() - startedAt).toBeLessThan(1_500);
    }
    // One after the other.
    expect(asked()).toBeLessThanOrEqual(3);
  });

  it('stop being read when their time for one refresh is over', async () => {
    const guests = Array.from({ length: 40 }, (_, index) => ({
      vmid: 100 + index,
      name: `vm-${index}`,
      node: 'a',
      agent: 'running',
    }));
    const { read, asked } = await start({ guests });
    simulator.faults.add({ path: AGENT, kind: 'latency', ms: 20 });
    await read();
    await waitFor(() => expect(asked()).toBeGreaterThanOrEqual(3));
    later += 6_000;
    const before = asked();
    await new Promise(done => setTimeout(done, 300));
    expect(asked()).toBeLessThanOrEqual(before + 1);
    // The next refresh goes on with those that were not asked yet.
    await read();
    await waitFor(() => expect(asked()).toBe(40));
    const paths = simulator.requests
      .list({ path: AGENT })
      .map(({ path }) => path);
    expect(new Set(paths).size).toBe(40);
  });

  it('tell which right is missing, and stop asking after a few (P4)', async () => {
    const guests = Array.from({ length: 9 }, (_, index) => ({
      vmid: 100 + index,
      name: `vm-${index}`,
      node: 'a',
      agent: 'running',
    }));
    // PVEAuditor reaches the agent only since PVE 9.
    const { readUntil, read, asked } = await start({
      version: '8.4.21',
      guests,
    });
    const { limitations } = await readUntil(reading =>
      Boolean(reading.limitations?.[0]?.message.includes('of virtual')),
    );
    expect(limitations).toEqual([
      {
        code: 'no-permission-addresses',
        message: expect.stringMatching(
          /^IP addresses of virtual machines cannot be read: Proxmox VE denies it: VM\.Monitor on \/vms\/10\d is missing\. Before PVE 9 /,
        ),
        remedy: expect.stringMatching(
          /^pveum role add PortalGuestAgent --privs VM\.Monitor\n.*--users.*\n.*--tokens/,
        ),
      },
    ]);
    expect(asked()).toBe(3);
    await read();
    expect(asked()).toBe(3);
    later += 31 * MINUTE_MS;
    await read();
    await waitFor(() => expect(asked()).toBeGreaterThan(3));
  });

  it('leave the other guests of a node that its cluster does not reach (P13)', async () => {
    const { readUntil, asked } = await start();
    simulator.faults.add({ path: /\/a\/qemu/, kind: 'status', status: 595 });
    const { items } = await readUntil(reading =>
      reading.items.some(({ addresses }) => addresses),
    );
    expect(items.filter(one => one.addresses).map(one => one.name)).toEqual([
      'ct',
    ]);
    expect(asked()).toBeLessThanOrEqual(3);
  });

  it('end with the provider', async () => {
    const { read, provider, asked } = await start();
    simulator.faults.add({ path: /interfaces$/, kind: 'hang' });
    await read();
    await waitFor(() => expect(asked()).toBeGreaterThan(0));
    await provider.close?.();
    await new Promise(done => setTimeout(done, 100));
    expect(asked()).toBe(1);
  });

  it.each<[string, unknown, string[] | undefined]>([
    [
      'an agent',
      {
        result: [
          { name: 'lo', 'ip-addresses': [{ 'ip-address': '127.0.0.1' }] },
          {
            name: 'eth0',
            'ip-addresses': [
              { 'ip-address': '10.0.0.5', prefix: 24 },
              { 'ip-address': 'fe80::1', prefix: 64 },
              { 'ip-address': '2001:db8::5', prefix: 64 },
              { 'ip-address': 5 },
            ],
          },
          { name: 'eth1' },
          'odd',
        ],
      },
      ['10.0.0.5', '2001:db8::5'],
    ],
    [
      'a container before PVE 9',
      [
        { name: 'lo', inet: '127.0.0.1/8', inet6: '::1/128' },
        { name: 'eth0', inet: '10.0.0.6/24', inet6: 'fe80::2/64' },
        { name: 'eth1', inet: '10.0.0.6/24' },
      ],
      ['10.0.0.6'],
    ],
    ['a stopped container', null, []],
    [
      'a container with nothing but itself, as recorded',
      [
        {
          hwaddr: '00:00:00:00:00:00',
          'hardware-address': '00:00:00:00:00:00',
          name: 'lo',
          'ip-addresses': [],
        },
      ],
      [],
    ],
    ['no network', { result: [] }, []],
    ['something else', { result: 'x' }, undefined],
    ['a page', '<html>', undefined],
  ])('of %s', (_, data, addresses) => {
    expect(readAddresses(data)).toEqual(addresses);
  });
});
