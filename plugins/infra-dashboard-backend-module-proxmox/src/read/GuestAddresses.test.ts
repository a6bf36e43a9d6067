import {
  fleetSchema,
  startSimulator,
  type Simulator,
} from '@infra-dashboard/simulator';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { mapAddresses } from '../mappers/addresses';
import { signal, useLab } from '../__testUtils__/useLab';

const MINUTE_MS = 60_000;
const AGENT = /network-get-interfaces$/;

describe('IP addresses of guests', () => {
  const { connect } = useLab();
  let simulator: Simulator;
  let later = 0;

  beforeEach(() => {
    later = 0;
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + later);
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
    /** Reads until the work that the refreshes started has a result. */
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
    const queried = () =>
      simulator.requests.count({ path: /interfaces$/, cluster: 'pve' });
    return { read, readUntil, queried, provider };
  }

  it('are not read unless it is configured', async () => {
    const { read, queried } = await start({ settings: {} });
    for (let refresh = 0; refresh < 3; refresh += 1) {
      const { items } = await read();
      expect(items.some(({ addresses }) => addresses)).toBe(false);
    }
    expect(queried()).toBe(0);
  });

  it('come from running agents and containers, and are cached', async () => {
    const { readUntil, read, queried } = await start();
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
    expect(queried()).toBe(3);
    await read();
    expect(queried()).toBe(3);
    // An agent that was not running is queried less often than others.
    simulator.faults.add({ path: /interfaces$/, kind: 'status', status: 500 });
    later += 16 * MINUTE_MS;
    await read();
    await waitFor(() => expect(queried()).toBe(5));
    expect((await read()).items.filter(one => one.addresses)).toHaveLength(2);
    // Addresses that are too old are not shown.
    later += 45 * MINUTE_MS;
    expect((await read()).items.some(one => one.addresses)).toBe(false);
  });

  it('never delay the inventory, whatever hangs', async () => {
    const { read, queried } = await start();
    simulator.faults.add({ path: /interfaces$/, kind: 'hang' });
    await read();
    await waitFor(() => expect(queried()).toBeGreaterThan(0));
    for (let refresh = 0; refresh < 3; refresh += 1) {
      const startedAt = performance.now();
      expect((await read()).items).toHaveLength(4);
      // Far below the 3 s that one guest may take.
      expect(performance.now() - startedAt).toBeLessThan(1_500);
    }
    // One after the other.
    expect(queried()).toBeLessThanOrEqual(3);
  });

  it('stop being read when the time budget of a refresh is used up', async () => {
    const guests = Array.from({ length: 40 }, (_, index) => ({
      vmid: 100 + index,
      name: `vm-${index}`,
      node: 'a',
      agent: 'running',
    }));
    const { read, queried } = await start({ guests });
    simulator.faults.add({ path: AGENT, kind: 'latency', ms: 20 });
    await read();
    await waitFor(() => expect(queried()).toBeGreaterThanOrEqual(3));
    later += 6_000;
    const before = queried();
    await new Promise(done => setTimeout(done, 300));
    expect(queried()).toBeLessThanOrEqual(before + 1);
    // The next refresh continues with those that were not queried yet.
    await read();
    await waitFor(() => expect(queried()).toBe(40));
    const paths = simulator.requests
      .list({ path: AGENT })
      .map(({ path }) => path);
    expect(new Set(paths).size).toBe(40);
  });

  it('report the missing permission, and stop being read after a few 403 responses', async () => {
    const guests = Array.from({ length: 9 }, (_, index) => ({
      vmid: 100 + index,
      name: `vm-${index}`,
      node: 'a',
      agent: 'running',
    }));
    // PVEAuditor reaches the agent only since PVE 9.
    const { readUntil, read, queried } = await start({
      version: '8.4.21',
      guests,
    });
    const { limitations } = await readUntil(
      reading => reading.limitations?.[0]?.params?.count === 9,
    );
    expect(limitations).toEqual([
      {
        code: 'no-permission-addresses',
        message: expect.stringMatching(
          /^IP addresses of 9 guests \(VM\) cannot be read: Permission denied: VM\.Monitor on \/vms\/10\d is missing\. Before PVE 9 /,
        ),
        params: {
          count: 9,
          kind: 'VM',
          reason: expect.objectContaining({ message: expect.any(String) }),
        },
        remedy: expect.stringMatching(
          /^pveum role add PortalGuestAgent --privs VM\.Monitor\n.*--users.*\n.*--tokens/,
        ),
      },
    ]);
    expect(queried()).toBe(3);
    await read();
    expect(queried()).toBe(3);
    later += 31 * MINUTE_MS;
    await read();
    await waitFor(() => expect(queried()).toBeGreaterThan(3));
  });

  it('skip the other guests of a node that its cluster cannot reach', async () => {
    const { readUntil, queried } = await start();
    simulator.faults.add({ path: /\/a\/qemu/, kind: 'status', status: 595 });
    const { items } = await readUntil(reading =>
      reading.items.some(({ addresses }) => addresses),
    );
    expect(items.filter(one => one.addresses).map(one => one.name)).toEqual([
      'ct',
    ]);
    expect(queried()).toBeLessThanOrEqual(3);
  });

  it('end with the provider', async () => {
    const { read, provider, queried } = await start();
    simulator.faults.add({ path: /interfaces$/, kind: 'hang' });
    await read();
    await waitFor(() => expect(queried()).toBeGreaterThan(0));
    await provider.close?.();
    await new Promise(done => setTimeout(done, 100));
    expect(queried()).toBe(1);
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
          'malformed',
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
      'a container with a loopback interface only, as recorded',
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
    expect(mapAddresses(data)).toEqual(addresses);
  });
});
