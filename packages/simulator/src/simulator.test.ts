import { once } from 'node:events';
import { createServer } from 'node:net';
import {
  demoFleet,
  fleetSchema,
  generateFleet,
  startSimulator,
  type Fault,
  type Simulator,
} from '.';
import { sendRequest } from './__testUtils__/sendRequest';
import { setNodeStatus } from './fleet/setNodeStatus';

describe('simulator', () => {
  let simulator: Simulator;

  afterEach(() => simulator?.stop());

  const start = async (
    options: Partial<Parameters<typeof startSimulator>[0]> = {},
  ) => {
    simulator = await startSimulator({ fleet: demoFleet(), ...options });
  };

  /** An authorized read of a small list. */
  function read(cluster: string, path: string, signal?: AbortSignal) {
    const { url, credentials, type } = simulator.clusters.get(cluster)!;
    const { token, tokenId, tokenSecret } = credentials;
    return sendRequest(`${url}${path}`, {
      signal,
      headers: {
        Authorization:
          type === 'kubernetes'
            ? `Bearer ${token}`
            : `PVEAPIToken=${tokenId}=${tokenSecret}`,
      },
    });
  }

  const NODES = '/api/v1/nodes';

  async function withFault(fault: Fault, path = NODES) {
    const remove = simulator.faults.add({ cluster: 'k8s-prod', ...fault });
    const startedAt = Date.now();
    try {
      const response = await read('k8s-prod', path, AbortSignal.timeout(400));
      return { ...response, ms: Date.now() - startedAt };
    } finally {
      remove();
    }
  }

  it('injects the configured faults', async () => {
    await start();
    const throttled = { kind: 'status', status: 429, retryAfter: 7 } as const;
    expect(await withFault(throttled)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '7' },
    });
    expect(await withFault({ kind: 'redirect' })).toMatchObject({
      status: 302,
      headers: { location: expect.stringMatching(/\/login$/) },
    });
    expect((await withFault({ kind: 'expired-token' })).body).toMatchObject({
      kind: 'Status',
      code: 401,
    });
    expect((await withFault({ kind: 'not-json' })).text).toContain('<html>');
    expect((await withFault({ kind: 'wrong-json' })).body).toEqual({
      unexpected: { shape: true },
    });
    const wrongTypes = await withFault({ kind: 'wrong-types' });
    expect(wrongTypes.body.items[0].metadata.name).toBe(4711);
    expect((await withFault({ kind: 'latency', ms: 60 })).ms).toBeGreaterThan(
      55,
    );
    for (const kind of [
      'hang',
      'hang-after-headers',
      'slow-body',
      'reset',
      'reset-mid-body',
      'truncated-json',
      'huge',
    ] as const) {
      const outcome = await withFault({ kind }).catch(() => 'failed');
      expect([kind, outcome]).toEqual([kind, 'failed']);
    }
    expect((await read('k8s-prod', NODES)).status).toBe(200);
  });

  it('has endless lists, for any requested page', async () => {
    await start();
    const kind = 'endless-paging';
    const first = await withFault({ kind }, '/api/v1/pods?limit=2');
    const { continue: next } = first.body.metadata;
    const second = await withFault(
      { kind },
      `/api/v1/pods?limit=2&continue=${next}`,
    );
    expect(second.body.items).toHaveLength(2);
    expect(second.body.metadata.continue).not.toBe(next);
  });

  it('injects faults at the configured paths and as often as configured, and counts requests', async () => {
    await start();
    const { faults, requests } = simulator;
    const status = async (cluster = 'k8s-prod', path = NODES) =>
      (await read(cluster, path)).status;
    faults.add({ kind: 'status', cluster: 'pve-lab' });
    faults.add({ kind: 'status', path: /\/pods$/ });
    faults.add({ kind: 'status', path: '/apis/metrics', status: 503 });
    faults.add({ kind: 'status', method: 'POST' });
    expect(await status()).toBe(200);
    expect(await status('pve-lab', '/api2/json/version')).toBe(500);
    expect(await status('pve-paris', '/api2/json/version')).toBe(200);
    expect(await status('k8s-prod', '/api/v1/pods')).toBe(500);
    const metrics = '/apis/metrics.k8s.io/v1beta1/nodes';
    expect(await status('k8s-prod', metrics)).toBe(503);
    faults.clear('pve-lab');
    expect(await status('pve-lab', '/api2/json/version')).toBe(200);
    faults.clear();
    faults.add({ kind: 'status', times: 2 });
    expect([await status(), await status(), await status()]).toEqual([
      500, 500, 200,
    ]);

    requests.reset();
    await status();
    await status('k8s-prod', '/api/v1/pods?limit=3');
    await status('pve-lab', '/api2/json/version');
    expect(requests.count()).toBe(3);
    expect(requests.count({ cluster: 'k8s-prod' })).toBe(2);
    expect(requests.count({ path: /^\/api\// })).toBe(2);
    expect(requests.count({ method: 'POST' })).toBe(0);
    expect(requests.list({ path: '/api/v1/pods' })).toEqual([
      {
        cluster: 'k8s-prod',
        method: 'GET',
        path: '/api/v1/pods',
        query: '?limit=3',
        at: expect.any(Number),
      },
    ]);
  });

  it('takes clusters away and brings them back on the same port', async () => {
    await start();
    await expect(read('k8s-edge', '/livez')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    for (const reachable of [true, false]) {
      await simulator.update('k8s-edge', cluster => {
        cluster.reachable = reachable;
      });
      const outcome = await read('k8s-edge', '/livez').then(
        ({ status }) => status,
        ({ code }) => code,
      );
      expect(outcome).toBe(reachable ? 200 : 'ECONNREFUSED');
    }
    await expect(
      (async () => simulator.update('nope', () => undefined))(),
    ).rejects.toThrow('There is no cluster nope');
  });

  it('shows changes at once, and changing numbers only if configured', async () => {
    const rows = async () =>
      (await read('pve-paris', '/api2/json/cluster/resources')).body.data;
    await start();
    const before = await rows();
    expect(await rows()).toEqual(before);
    await simulator.update('pve-paris', cluster => {
      setNodeStatus(cluster, 'pve2', 'down');
    });
    const after = await rows();
    expect(after.find(({ node }: any) => node === 'pve2').status).toBe(
      'offline',
    );
    expect(() =>
      setNodeStatus(simulator.fleet.clusters[0], 'pve2', 'asleep'),
    ).toThrow(/asleep is no status of a node of proxmox: up, down/);
    await simulator.stop();

    await start({ frozen: false });
    const cpu = async () =>
      (await rows()).find(({ id }: any) => id === 'node/pve1').cpu;
    const early = await cpu();
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 45_000);
    expect(await cpu()).not.toBe(early);
    later.mockRestore();
  });

  it('speaks TLS with a certificate that can be pinned', async () => {
    await start({ https: true });
    const { url, fingerprint, ca } = simulator.clusters.get('pve-lab')!;
    expect(url).toMatch(/^https:/);
    expect(ca).toContain('BEGIN CERTIFICATE');
    expect(simulator.providersConfig()[0]).toMatchObject({
      name: 'pve-paris',
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
    });
    expect(fingerprint).toBe(simulator.providersConfig()[1].fingerprint);
    expect(simulator.clusters.get('k8s-prod')!.url).toMatch(/^http:/);
  });

  it('names the port that is taken, and leaves no port open', async () => {
    const other = createServer();
    // Below those that the system gives to other tests at the same time.
    const port = 20_000 + (process.pid % 10_000);
    other.listen(port, '127.0.0.1');
    await once(other, 'listening');
    try {
      await expect(start({ basePort: port - 1 })).rejects.toThrow(
        /Port \d+ is in use; choose another base port/,
      );
    } finally {
      other.close();
    }
    await once(other, 'close');
    const probe = createServer();
    probe.listen(port - 1, '127.0.0.1');
    await once(probe, 'listening');
    probe.close();
  });

  it('makes the same fleet of any size from the same options', async () => {
    const options = {
      seed: 7,
      clusters: { proxmox: 10, kubernetes: 10, openstack: 10 },
      nodesPerCluster: 34,
      workloadsPerCluster: 1_700,
    };
    const fleet = generateFleet(options);
    expect(fleet.clusters).toHaveLength(30);
    const small = { ...options, workloadsPerCluster: 20 };
    expect(generateFleet(small)).toEqual(generateFleet(small));
    expect(generateFleet({ ...small, seed: 8 })).not.toEqual(
      generateFleet(small),
    );
    const startedAt = Date.now();
    await start({ fleet });
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    const rows = await read('proxmox-07', '/api2/json/cluster/resources');
    expect(
      rows.body.data.filter(({ vmid }: any) => vmid !== undefined),
    ).toHaveLength(1_700);
    const pods = await read('kubernetes-10', '/api/v1/pods?limit=500');
    expect(pods.body.items).toHaveLength(500);
    expect(pods.body.metadata.remainingItemCount).toBe(1_200);
  }, 60_000);

  it('validates fleets, and reports the path of each error', () => {
    const node = { name: 'pve1' };
    const one = { name: 'a', type: 'proxmox' as const, nodes: [node] };
    const [cluster] = fleetSchema.parse({ clusters: [one] }).clusters;
    expect(cluster).toMatchObject({ reachable: true, workloads: [] });
    const twice = fleetSchema.safeParse({ clusters: [one, one] });
    expect(twice.error?.issues[0]).toMatchObject({
      path: ['clusters', 1, 'name'],
      message: 'is taken: there is another cluster a',
    });
    const wrong = { clusters: [{ ...one, nodes: [{ name: 'x', cores: -1 }] }] };
    expect(fleetSchema.safeParse(wrong).error?.issues[0].path).toEqual([
      'clusters',
      0,
      'nodes',
      0,
      'cores',
    ]);
  });
});
