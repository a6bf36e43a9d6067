import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { proxmoxProviderFactory } from '.';
import {
  loadScenario,
  ReplayServer,
  type Scenario,
} from './__testUtils__/replayServer';

const TOKEN = { tokenId: 'audit@pve!portal', tokenSecret: 's3cret' };

describe('ProxmoxProvider', () => {
  const closers: Array<() => Promise<void>> = [];
  const signal = new AbortController().signal;

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function serve(scenario: Scenario | string) {
    const server = new ReplayServer(
      typeof scenario === 'string' ? loadScenario(scenario) : scenario,
    );
    closers.push(() => server.stop());
    return { server, url: await server.start() };
  }

  function connect(settings: object) {
    const parsed = proxmoxProviderFactory.configSchema.safeParse(settings);
    if (!parsed.success) throw new Error(JSON.stringify(parsed.error.issues));
    const provider = proxmoxProviderFactory.create({
      name: 'lab',
      config: parsed.data,
      timeouts: { connectMs: 1_000, totalMs: 2_000 },
      logger: mockServices.logger.mock(),
    });
    closers.push(async () => provider.close?.());
    return provider;
  }

  async function read(scenario: Scenario | string) {
    const { server, url } = await serve(scenario);
    const provider = connect({ url, ...TOKEN });
    const cycle = {};
    const [cluster] = await provider.getAllClusters({ signal, cycle });
    const workloads = await provider.getWorkloads('lab', { signal, cycle });
    const guest = (vmid: number) =>
      workloads.items.find(
        ({ metadata }) => metadata?.vmid === String(vmid),
      ) as Workload;
    const node = (name: string) =>
      cluster.nodes.find(one => one.name === name) as NodeStatus;
    return { server, provider, cluster, workloads, guest, node };
  }

  const scenarios = readdirSync(resolve(__dirname, '__fixtures__')).map(file =>
    file.replace(/\.json$/, ''),
  );

  it.each(scenarios)('loses no row of %s (P17)', async name => {
    const rows = (
      loadScenario(name)['cluster-resources'].body as {
        data: Array<{ type: string }>;
      }
    ).data;
    const count = (...types: string[]) =>
      rows.filter(({ type }) => types.includes(type)).length;
    const { cluster, workloads } = await read(name);
    expect(cluster.nodes).toHaveLength(count('node'));
    expect(workloads.items).toHaveLength(count('qemu', 'lxc'));
    expect(cluster.limitations?.map(({ code }) => code) ?? []).not.toContain(
      'odd-rows',
    );
    expect(JSON.stringify([cluster, workloads])).not.toMatch(/NaN|null/);
  });

  it('maps a healthy cluster', async () => {
    const { cluster, guest, node } = await read('pve-8.4-healthy');
    expect(cluster).toMatchObject({
      name: 'lab',
      displayName: 'lab',
      version: '8.4.21',
      health: 'healthy',
      totals: { nodes: { total: 3, online: 3 } },
      metadata: { topology: 'cluster', quorate: 'yes' },
    });
    expect(cluster.limitations).toBeUndefined();
    expect(cluster.nodes.map(({ name }) => name)).toEqual([
      'pve1',
      'pve2',
      'pve3',
    ]);
    expect(node('pve1')).toMatchObject({
      id: 'lab/node/pve1',
      status: 'online',
      addresses: ['10.99.7.1'],
      uptime: 3081,
      cpu: { total: 2, used: 2, percentage: 100 },
      memory: { used: 4559515648, total: 25276514304 },
      metadata: { pveId: 'node/pve1' },
    });
    // Weighted by threads, not the mean of percentages (P6).
    const used = cluster.nodes.reduce((sum, one) => sum + one.cpu.used!, 0);
    expect(cluster.totals.cpu).toMatchObject({ total: 6, used });

    expect(guest(100)).toMatchObject({
      id: 'lab/qemu/100',
      name: 'web-1',
      type: 'qemu',
      status: 'running',
      health: 'healthy',
      namespace: 'team-a',
      tags: ['prod', 'web'],
      cpu: { count: 2, usage: expect.closeTo(0.0065, 4) },
      memory: { used: 47185143, total: 2147483648 },
      uptime: 157,
    });
    // qemu says 0 for the disk it cannot look into; lxc knows (P7).
    expect(guest(100).storage).toEqual({ total: 34359738368 });
    expect(guest(110).storage).toEqual({
      used: 40939839488,
      total: 270553174016,
    });
  });

  it('keeps states, locks, templates and HA states apart (P5)', async () => {
    const { guest, workloads } = await read('pve-8.4-healthy-ha');
    const states = Object.fromEntries(
      [101, 102, 103, 104, 105, 300].map(vmid => {
        const { status, health, template, statusReason } = guest(vmid);
        return [vmid, { status, health, template, statusReason }];
      }),
    );
    expect(states).toMatchObject({
      101: { status: 'stopped', health: 'stopped' },
      102: { status: 'stopped', template: true },
      103: { status: 'paused', health: 'stopped' },
      104: { health: 'transitional', statusReason: 'Locked: backup' },
      105: { health: 'stopped', statusReason: 'Locked: suspended' },
      300: { status: 'running', health: 'healthy' },
    });
    expect(workloads.items.every(({ uptime }) => uptime !== 0)).toBe(true);
    const broken = await read('pve-8.4-lxc-status-broken');
    expect(broken.guest(103)).toMatchObject({
      status: 'prelaunch',
      health: 'transitional',
    });
    expect(broken.guest(110)).toMatchObject({
      name: 'CT110',
      status: 'unknown',
      health: 'unknown',
      cpu: {},
      memory: {},
    });
    expect(broken.cluster.health).toBe('healthy');
  });

  it('does not call guests of a dead node running, and remembers their names (P1)', async () => {
    const { url, server } = await serve('pve-8.4-healthy-ha');
    const provider = connect({ url, ...TOKEN });
    const readAll = async () => {
      const cycle = {};
      const [cluster] = await provider.getAllClusters({ signal, cycle });
      const { items } = await provider.getWorkloads('lab', { signal, cycle });
      return {
        cluster,
        guest: (vmid: number) =>
          items.find(({ metadata }) => metadata?.vmid === String(vmid)),
      };
    };
    expect((await readAll()).guest(300)?.status).toBe('running');

    server.scenario = loadScenario('pve-8.4-node-down-1-within-a-minute');
    const dead = await readAll();
    expect(dead.cluster).toMatchObject({
      health: 'degraded',
      statusReason: 'pve3: not online',
      totals: {
        nodes: { total: 3, online: 2, offline: 1 },
        cpu: { total: 6, percentage: expect.any(Number) },
      },
    });
    const node = dead.cluster.nodes.find(({ name }) => name === 'pve3');
    expect(node).toMatchObject({ status: 'offline', health: 'failed' });
    expect(node?.cpu).toEqual({ total: 2 });
    expect(dead.guest(300)).toMatchObject({
      name: 'ha-vm',
      status: 'unknown',
      health: 'unknown',
      statusReason: 'Node pve3 is offline; last seen as running',
      cpu: { count: 2 },
      memory: { total: 2147483648 },
    });
    expect(dead.guest(300)?.uptime).toBeUndefined();

    server.scenario = loadScenario('pve-8.4-node-down-4-after-6min');
    const later = await readAll();
    expect(later.guest(310)).toMatchObject({
      name: 'ct-tmpl',
      template: true,
      status: 'unknown',
      memory: { total: 536870912 },
    });
    expect(later.guest(300)).toMatchObject({
      node: 'pve1',
      health: 'failed',
      statusReason: 'HA state error',
    });
    expect(
      later.cluster.nodes.find(({ name }) => name === 'pve3')?.memory,
    ).toEqual({});
  });

  it('says which rights are missing instead of showing zeros (P2, P3, P4)', async () => {
    for (const name of [
      'pve-8.4-permissions-no-rights',
      'pve-9.2-permissions-no-rights',
    ]) {
      const { cluster, workloads } = await read(name);
      expect(workloads.items).toEqual([]);
      expect(cluster.nodes[0]).toMatchObject({
        status: 'online',
        cpu: {},
        memory: {},
      });
      expect(cluster.limitations?.map(({ code }) => code)).toEqual([
        'no-permission-node-numbers',
        'no-guests-visible',
        'no-cluster-status',
      ]);
      for (const { remedy } of cluster.limitations!) {
        expect(remedy).toContain("--users 'audit@pve' --roles PVEAuditor");
        expect(remedy).toContain("--tokens 'audit@pve!portal'");
      }
    }
    const partly = await read('pve-8.4-permissions-privsep-token');
    expect(partly.workloads.items.map(({ name }) => name)).toEqual(['ha-vm']);
    expect(partly.cluster.limitations?.map(({ code }) => code)).toEqual([
      'no-permission-node-numbers',
      'no-cluster-status',
    ]);
  });

  it('tells lost quorum and a standalone node', async () => {
    const lost = await read('pve-8.4-no-quorum');
    expect(lost.cluster).toMatchObject({
      health: 'degraded',
      statusReason: expect.stringContaining('Quorum lost'),
      metadata: { quorate: 'no' },
    });
    expect(lost.guest(200).status).toBe('unknown');
    const alone = await read('pve-8.4-standalone');
    expect(alone.cluster).toMatchObject({
      health: 'healthy',
      metadata: { topology: 'standalone' },
      totals: { nodes: { total: 1, online: 1 } },
    });
  });

  it('counts shared storage once and local storage per node (P9)', async () => {
    const scenario = loadScenario('pve-8.4-healthy');
    const storage = (node: string, name: string, more: object) => ({
      type: 'storage',
      id: `storage/${node}/${name}`,
      node,
      storage: name,
      status: 'available',
      disk: 10,
      maxdisk: 100,
      ...more,
    });
    scenario['cluster-resources'].body = {
      data: [
        storage('a', 'ceph', { shared: 1 }),
        storage('b', 'ceph', { shared: 1 }),
        storage('a', 'local', { shared: 0 }),
        storage('b', 'local', { shared: 0 }),
        { type: 'storage', node: 'a', storage: 'nas', shared: 1 },
      ],
    };
    const { cluster } = await read(scenario);
    expect(cluster.totals.storage).toEqual({
      used: 30,
      total: 300,
      percentage: 10,
    });
  });

  it('reads odd rows as far as they make sense', async () => {
    const scenario = loadScenario('pve-8.4-healthy');
    scenario['cluster-resources'].body = {
      data: [
        { type: 'qemu', id: 'qemu/1', vmid: '1', node: 'a', status: 'dancing' },
        {
          type: 'lxc',
          id: 'lxc/2',
          vmid: 2,
          node: 'a',
          maxcpu: '0.5',
          cpu: {},
        },
        { type: 'node', id: 'node/a', node: 'a', status: 'online', maxcpu: 4 },
        { type: 'fabric', id: 'x' },
        'nonsense',
        null,
        { id: 'no-type' },
      ],
    };
    const { guest, cluster } = await read(scenario);
    expect(guest(1)).toMatchObject({ status: 'dancing', health: 'unknown' });
    expect(guest(2)).toMatchObject({ cpu: { count: 0.5 } });
    expect(cluster.limitations).toContainEqual(
      expect.objectContaining({
        code: 'odd-rows',
        message: expect.stringContaining('3 rows'),
      }),
    );
  });

  it('costs two requests a refresh whatever the size of the cluster', async () => {
    const scenario = loadScenario('pve-8.4-healthy');
    const data = Array.from({ length: 1_000 }, (_, index) => ({
      type: 'qemu',
      id: `qemu/${index}`,
      vmid: index,
      node: `pve${index % 50}`,
      status: 'running',
    }));
    for (let index = 0; index < 50; index += 1) {
      data.push({
        type: 'node',
        id: `node/pve${index}`,
        node: `pve${index}`,
        status: 'online',
      } as (typeof data)[number]);
    }
    scenario['cluster-resources'].body = { data };
    const { server, provider } = await read(scenario);
    // The first time the version is read as well.
    expect(server.count()).toBe(3);
    for (let refresh = 1; refresh <= 10; refresh += 1) {
      const cycle = {};
      await provider.getAllClusters({ signal, cycle });
      const { items } = await provider.getWorkloads('lab', { signal, cycle });
      expect(items).toHaveLength(1_000);
      expect(server.count()).toBe(3 + 2 * refresh);
    }
    expect(server.count(/version/)).toBe(1);
    expect(server.count(/ceph/)).toBe(1);
    expect(server.requests[0].auth).toBe('PVEAPIToken=audit@pve!portal=s3cret');
  });

  it('reads Ceph now and then, where there is one', async () => {
    const scenario = loadScenario('pve-8.4-healthy');
    scenario['ceph-status'] = {
      status: 200,
      body: {
        data: {
          health: { status: 'HEALTH_WARN' },
          pgmap: { bytes_total: 100, bytes_used: 40, bytes_avail: 60 },
        },
      },
    };
    const { provider } = await read(scenario);
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster).toMatchObject({
      health: 'degraded',
      statusReason: 'Ceph reports HEALTH_WARN',
      metadata: {
        cephHealth: 'HEALTH_WARN',
        cephTotal: '100',
        cephUsed: '40',
        cephAvail: '60',
      },
    });
  });

  it('reads the slow facts of an online node, and asks nothing for an offline one', async () => {
    const { provider, server } = await read('pve-8.4-healthy');
    const node = await provider.getNode('lab', 'pve1', { signal });
    expect(node?.metadata).toMatchObject({
      cpuModel: 'Intel(R) Xeon(R) Processor',
      cpuSockets: '1',
      pveVersion: '8.4.21',
    });
    expect(node?.memory.total).toBe(25276514304);
    expect(await provider.getNode('lab', 'nope', { signal })).toBeUndefined();
    server.scenario = loadScenario('pve-8.4-node-down-4-after-6min');
    const before = server.count(/nodes/);
    await provider.getNode('lab', 'pve3', { signal });
    expect(server.count(/nodes/)).toBe(before);
  });

  it('says why a side read failed, and goes on (P13)', async () => {
    const { cluster } = await read('pve-8.4-local-pvedaemon-down');
    expect(cluster.nodes).toHaveLength(3);
    expect(cluster.limitations).toContainEqual(
      expect.objectContaining({ code: 'no-cluster-status' }),
    );
  });

  it('fails with a code when the resources cannot be read', async () => {
    const cases: Array<[number, string | undefined, unknown, string]> = [
      [401, 'Authentication failed!', null, 'UNAUTHORIZED'],
      [
        403,
        undefined,
        { data: null, message: 'Permission check failed (/, Sys.Audit)\n' },
        'FORBIDDEN',
      ],
      [429, undefined, null, 'RATE_LIMITED'],
      [500, 'RPCEnvironment init request failed', null, 'UPSTREAM_ERROR'],
      [595, 'No route to host', null, 'UNREACHABLE'],
      [200, undefined, 'nonsense', 'INVALID_RESPONSE'],
      [200, undefined, null, 'INVALID_RESPONSE'],
    ];
    for (const [status, reason, body, code] of cases) {
      const { url, server } = await serve({
        'cluster-resources': { status, reason, body },
      });
      const provider = connect({ url, ...TOKEN });
      const failure = await provider
        .getAllClusters({ signal, cycle: {} })
        .catch(error => error);
      expect([status, failure.code]).toEqual([status, code]);
      expect(`${failure.message}${failure.hint}`).not.toMatch(
        /s3cret|127\.0\.0\.1/,
      );
      // Refused credentials cost one attempt, not one per route.
      expect(server.count()).toBe(1);
    }
  });

  it('asks the next member when one is in trouble, and stays with it (P14)', async () => {
    const dead = await serve('pve-8.4-healthy');
    const sick = await serve({
      'cluster-resources': { status: 500, reason: 'RPC', body: null },
    });
    const well = await serve('pve-8.4-healthy');
    await dead.server.stop();
    const provider = connect({
      urls: [dead.url, { url: sick.url }, `${well.url}/api2/json/`],
      ...TOKEN,
    });
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
    await provider.getAllClusters({ signal });
    expect(sick.server.count()).toBe(1);
    const refused = await serve({
      'cluster-resources': { status: 401, body: null },
    });
    const once = connect({ urls: [refused.url, well.url], ...TOKEN });
    await expect(once.getAllClusters({ signal })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
    closers.shift();
  });

  it('logs in with a user and renews a ticket once', async () => {
    const scenario = loadScenario('pve-8.4-healthy');
    scenario.ticket = { status: 200, body: { data: { ticket: 'PVE:t1' } } };
    const { url, server } = await serve(scenario);
    const provider = connect({ url, username: 'audit@pve', password: 'pw' });
    await provider.getAllClusters({ signal });
    await provider.getAllClusters({ signal });
    expect(server.count(/ticket/)).toBe(1);
    expect(server.requests[1].auth).toBe('PVEAuthCookie=PVE:t1');
    server.scenario = {
      ...scenario,
      'cluster-resources': { status: 401, body: null },
    };
    await expect(provider.getAllClusters({ signal })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
    expect(server.count(/ticket/)).toBe(2);
    server.scenario = { ticket: { status: 401, body: null } };
    const wrong = connect({ url, username: 'audit@pve', password: 'no' });
    await expect(wrong.getAllClusters({ signal })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      message: 'Proxmox VE refused the login',
    });
  });

  it('checks what the credentials may read', async () => {
    const full = (await read('pve-8.4-healthy')).provider;
    const good = await full.checkConnection({ signal });
    expect(good.ok).toBe(true);
    expect(good.checks.map(({ id, status }) => [id, status])).toEqual([
      ['connect', 'passed'],
      ['Sys.Audit', 'passed'],
      ['VM.Audit', 'passed'],
      ['Datastore.Audit', 'passed'],
      ['Pool.Audit', 'passed'],
    ]);
    const bare = (await read('pve-8.4-permissions-no-rights')).provider;
    const bad = await bare.checkConnection({ signal });
    expect(bad.ok).toBe(false);
    expect(bad.checks[1]).toMatchObject({
      status: 'failed',
      message: 'Sys.Audit is missing',
      remedy: expect.stringContaining('pveum acl modify / '),
    });
    const { url, server } = await serve({});
    await server.stop();
    closers.pop();
    expect(
      await connect({ url, ...TOKEN }).checkConnection({ signal }),
    ).toMatchObject({ ok: false, checks: [{ status: 'failed' }] });
  });
});

describe('proxmoxConfigSchema', () => {
  const issues = (settings: object) => {
    const parsed = proxmoxProviderFactory.configSchema.safeParse(settings);
    return parsed.success
      ? []
      : parsed.error.issues.map(
          ({ path, message }) => `${path.join('.')}: ${message}`,
        );
  };

  it('names the key that is wrong', () => {
    const url = 'https://pve.example:8006';
    expect(issues({ url, ...TOKEN })).toEqual([]);
    expect(issues({ url, username: 'a@pam', password: 'b' })).toEqual([]);
    expect(issues({ ...TOKEN })).toEqual([
      'url: is missing: the address of a member of the cluster',
    ]);
    expect(issues({ url })).toEqual([
      'tokenId: is missing: user@realm!name',
      'tokenSecret: is missing: the secret of the API token',
    ]);
    expect(issues({ url: 'pve', ...TOKEN })).toEqual([
      'url: must be a URL such as https://pve1.example:8006',
    ]);
    expect(issues({ url: 'https://u:p@pve', ...TOKEN })).toEqual([
      'url: must not hold credentials; use tokenId and tokenSecret',
    ]);
    expect(issues({ url, ...TOKEN, tokenId: 'root@pam' })).toEqual([
      'tokenId: must look like user@realm!name',
    ]);
    expect(issues({ url, ...TOKEN, fingerprint: 'AB:CD' })).toEqual([
      expect.stringContaining('fingerprint: must be a SHA-256 fingerprint'),
    ]);
    expect(issues({ url, ...TOKEN, caFile: '/does/not/exist' })).toEqual([
      'caFile: cannot be read',
    ]);
    expect(issues({ url, ...TOKEN, username: 'a@pam' })).toContain(
      'username: cannot be combined with tokenId and tokenSecret',
    );
    expect(issues({ urls: [], ...TOKEN })).toEqual([
      'urls: must hold at least one URL',
    ]);
  });
});
