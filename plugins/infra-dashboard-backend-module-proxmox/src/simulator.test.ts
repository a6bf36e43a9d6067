import {
  demoFleet,
  generateFleet,
  startSimulator,
  type Fault,
  type Fleet,
  type Simulator,
} from '@infra-dashboard/simulator';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  createTestContext,
  waitFor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { signal, useLab } from './__testUtils__/useLab';
import { proxmoxConfigSchema } from './config';
import { proxmoxPlatform } from './platform';

describe('ProxmoxProvider with a simulated cluster', () => {
  const { connect } = useLab();
  let simulator: Simulator;

  afterEach(() => simulator.stop());

  async function start(
    options: { fleet?: Fleet; https?: boolean; totalMs?: number } = {},
  ) {
    const fleet = options.fleet ?? {
      clusters: demoFleet().clusters.filter(({ type }) => type === 'proxmox'),
    };
    simulator = await startSimulator({ fleet, https: options.https });
    const [{ name }] = fleet.clusters;
    const { url, credentials, fingerprint } = simulator.clusters.get(name)!;
    const { tokenId, tokenSecret } = credentials;
    const settings = {
      url,
      tokenId,
      tokenSecret,
      ...(fingerprint && { fingerprint }),
    };
    const provider = connect(settings, { totalMs: options.totalMs ?? 20_000 });
    const read = async () => {
      const cycle = {};
      const [cluster] = await provider.getAllClusters({ signal, cycle });
      const { items } = await provider.getWorkloads('lab', { signal, cycle });
      return { cluster, items };
    };
    return { provider, read, settings, name, credentials };
  }

  it('reads the past of all nodes, also of one that is down', async () => {
    const { settings } = await start();
    const provider = proxmoxPlatform.create(
      createTestContext({
        ...{ name: 'lab' },
        config: proxmoxConfigSchema.parse(settings),
      }),
    );
    const nodes = ['pve1', 'pve3'];
    const past = await provider.history!({ cluster: 'lab', nodes }, { signal });
    for (const [index, { node, points }] of past.entries()) {
      expect(node).toBe(nodes[index]);
      // Nine days in steps of three hours, of which the last 35 are in half hours.
      expect(points.length).toBeGreaterThan(120);
      const steps = points
        .slice(1)
        .map((point, i) => point.at - points[i].at - points[i].lengthMs);
      expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...steps)).toBeLessThan(3 * 3_600_000);
    }
    await provider.close!();
  });

  it('reads the demo cluster: a node down, guests in many states', async () => {
    const { read, provider } = await start({ https: true });
    const { cluster, items } = await read();
    expect(cluster).toMatchObject({
      health: 'degraded',
      statusReason: expect.stringContaining('pve3'),
      version: '8.4.21',
      totals: { nodes: { total: 3, online: 2, offline: 1 } },
    });
    expect(cluster.limitations).toBeUndefined();
    const states = Object.fromEntries(
      items.map(({ name, status, health }) => [name, `${status}, ${health}`]),
    );
    expect(states).toMatchObject({
      'web-shop-1': 'running, healthy',
      'build-runner': 'stopped, stopped',
      'windows-test': 'paused, stopped',
      'legacy-erp': 'running, healthy',
      'file-server': 'io-error, failed',
    });
    const lost = items.filter(({ node }) => node === 'pve3');
    expect(lost).toHaveLength(2);
    for (const { status, health } of lost) {
      expect([status, health]).toEqual(['unknown', 'unknown']);
    }
    const second = await read();
    expect(second.cluster.metadata).toMatchObject({
      cephHealth: 'HEALTH_OK',
      cephTotal: expect.stringMatching(/^\d+$/),
    });
    const describeGuest = (workload: Workload) =>
      provider.provider.describe!({ cluster: 'lab', workload }, { signal });
    for (const guest of items.filter(one => one.node !== 'pve3')) {
      const detail = (await describeGuest(guest))?.workload;
      const kinds = detail?.parts?.map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['disk', 'network']));
      expect(detail?.limitations).toBeUndefined();
      // The simulated notes, password and keys of cloud-init.
      expect(JSON.stringify(detail)).not.toMatch(/password|ssh-|debian'|\*{3}/);
    }
    await expect(describeGuest(lost[0])).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringContaining('pve3'),
    });
    const node = await provider.getNode('lab', 'pve1', { signal });
    expect(node?.metadata).toMatchObject({
      cpuModel: expect.any(String),
      kernelVersion: expect.not.stringContaining('#'),
    });
    expect((await provider.checkConnection({ signal })).ok).toBe(true);
  });

  it('takes two requests per refresh with 32 nodes and 2,000 guests', async () => {
    const { read, name } = await start({
      fleet: generateFleet({
        clusters: { proxmox: 1 },
        nodesPerCluster: 32,
        workloadsPerCluster: 2_000,
      }),
    });
    await read();
    for (let refresh = 0; refresh < 6; refresh += 1) {
      simulator.requests.reset();
      const { cluster, items } = await read();
      expect([cluster.nodes.length, items.length]).toEqual([32, 2_000]);
      expect(simulator.requests.count({ cluster: name })).toBe(2);
    }
  });

  it('finds the last backups with one more request a minute', async () => {
    const { read, name } = await start();
    let later = 0;
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + later);
    const extra = /cluster\/(tasks|backup)|nodes\/[^/]+\/tasks/;
    const count = (path?: RegExp) =>
      simulator.requests.count({ cluster: name, path });
    await read();
    let versions = 0;
    for (let minute = 0; minute < 4; minute += 1) {
      later += 60_000;
      simulator.requests.reset();
      await read();
      await read();
      await waitFor(async () => expect(count(extra)).toBe(1));
      // They may be sent in the next minute.
      const ofVersions = count(/nodes\/[^/]+\/version/);
      versions += ofVersions;
      expect(count() - ofVersions).toBe(2 * 2 + 1);
    }
    expect(versions).toBeLessThanOrEqual(4);
    const { items } = await read();
    const backups = Object.fromEntries(
      items.map(({ name: guest, lastBackup, metadata }) => [
        guest,
        lastBackup ?? metadata?.backupJob,
      ]),
    );
    expect(backups['web-shop-1']).toMatch(/^\d{4}-.*Z$/);
    expect(backups['build-runner']).toBe('none');
    jest.restoreAllMocks();
  });

  it.each<[Omit<Fault, 'path'>, string]>([
    [{ kind: 'status', status: 401 }, 'UNAUTHORIZED'],
    [{ kind: 'status', status: 403 }, 'FORBIDDEN'],
    [{ kind: 'status', status: 429, retryAfter: 7 }, 'RATE_LIMITED'],
    [{ kind: 'status', status: 500 }, 'UPSTREAM_ERROR'],
    [{ kind: 'status', status: 503 }, 'UPSTREAM_ERROR'],
    [{ kind: 'status', status: 596 }, 'UNREACHABLE'],
    [{ kind: 'hang' }, 'TIMEOUT'],
    [{ kind: 'hang-after-headers' }, 'TIMEOUT'],
    [{ kind: 'reset' }, 'UNREACHABLE'],
    [{ kind: 'reset-mid-body' }, 'UNREACHABLE'],
    [{ kind: 'truncated-json' }, 'INVALID_RESPONSE'],
    [{ kind: 'wrong-json' }, 'INVALID_RESPONSE'],
    [{ kind: 'not-json' }, 'INVALID_RESPONSE'],
    [{ kind: 'redirect' }, 'INVALID_RESPONSE'],
  ])('fails when the resources do %j', async (fault, code) => {
    const { read, settings } = await start({ totalMs: 1_500 });
    simulator.faults.add({
      ...fault,
      path: '/api2/json/cluster/resources',
    });
    const failure = await read().catch(error => error);
    expect(failure).toBeInstanceOf(ProviderFailure);
    expect([fault, failure.code]).toEqual([fault, code]);
    expect(`${failure.message} ${failure.hint}`).not.toMatch(
      new RegExp(`127\\.0\\.0\\.1|${settings.tokenSecret}`),
    );
    simulator.faults.clear();
    expect((await read()).cluster.nodes).toHaveLength(3);
  });

  it.each<[Omit<Fault, 'path'>]>([
    [{ kind: 'status', status: 403 }],
    [{ kind: 'status', status: 595 }],
    [{ kind: 'hang' }],
    [{ kind: 'reset' }],
    [{ kind: 'not-json' }],
    [{ kind: 'wrong-json' }],
  ])(
    'shows the cluster when everything else does %j',
    async fault => {
      const { read } = await start({ totalMs: 1_500 });
      simulator.faults.add({
        ...fault,
        path: /cluster\/status|version|ceph|permissions/,
      });
      for (let refresh = 0; refresh < 4; refresh += 1) {
        const { cluster, items } = await read();
        expect(cluster.nodes).toHaveLength(3);
        expect(items.length).toBeGreaterThan(10);
        expect(cluster.limitations).toMatchObject([
          { code: 'no-cluster-status', remedy: expect.any(String) },
        ]);
      }
    },
    30_000,
  );

  it('does not treat a response without a valid row as an empty cluster', async () => {
    const { read } = await start();
    simulator.faults.add({ kind: 'wrong-types' });
    await expect(read()).rejects.toMatchObject({ code: 'INVALID_RESPONSE' });
  });

  it('follows the cluster: a node goes offline, a guest migrates, the quorum is lost', async () => {
    const { read, name } = await start();
    const before = await read();
    const moved = before.items.find(({ name: n }) => n === 'web-shop-1')!;
    await simulator.update(name, cluster => {
      if (cluster.type !== 'proxmox') return;
      cluster.nodes.find(node => node.name === 'pve2')!.state = 'offline';
      cluster.workloads.find(guest => guest.name === 'web-shop-1')!.node =
        'pve2';
      cluster.quorate = false;
    });
    await read();
    const after = await read();
    const now = after.items.find(({ id }) => id === moved.id)!;
    expect(now).toMatchObject({
      name: 'web-shop-1',
      node: 'pve2',
      status: 'unknown',
      statusReason: expect.stringContaining('last status running'),
      memory: { total: moved.memory.total },
    });
    expect(after.cluster).toMatchObject({
      health: 'degraded',
      statusReason: expect.stringContaining('Quorum lost'),
    });
  });

  it('reports the missing permissions of a token without any', async () => {
    const { credentials, settings } = await start();
    const provider = connect({
      ...settings,
      tokenId: credentials.powerlessTokenId,
    });
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
    expect(cluster.limitations?.map(({ code }) => code)).toEqual([
      'no-permission-node-numbers',
      'no-guests-visible',
      'no-cluster-status',
    ]);
    const { ok } = await provider.checkConnection({ signal });
    expect(ok).toBe(false);
  });

  it('logs in with a password, and again when its ticket expires early', async () => {
    const { credentials, settings, name } = await start();
    const provider = connect({
      url: settings.url,
      username: `${credentials.username.split('@')[0]}@pve`,
      password: credentials.password,
    });
    for (let refresh = 0; refresh < 3; refresh += 1) {
      const [cluster] = await provider.getAllClusters({ signal });
      expect(cluster.nodes).toHaveLength(3);
      expect(cluster.limitations).toBeUndefined();
      simulator.expireTokens(name);
    }
  });
});
