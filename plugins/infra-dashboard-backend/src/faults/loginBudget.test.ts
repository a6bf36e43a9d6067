import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultBench } from './__testUtils__/FaultBench';
import type { Platform } from './__testUtils__/faultCases';

const MINUTE = 60_000;

const KINDS: Array<{
  name: string;
  platform: Platform;
  withLogin?: boolean;
  wrong: Record<string, string>;
}> = [
  {
    name: 'pve-token',
    platform: 'proxmox',
    wrong: { tokenSecret: 'wrong-secret' },
  },
  {
    name: 'pve-login',
    platform: 'proxmox',
    withLogin: true,
    wrong: { password: 'wrong-password' },
  },
  {
    name: 'k8s-token',
    platform: 'kubernetes',
    wrong: { serviceAccountToken: 'wrong-token' },
  },
  {
    name: 'os-password',
    platform: 'openstack',
    wrong: { password: 'wrong-password' },
  },
];

describe('three refused attempts in ten minutes', () => {
  const now = Date.now;
  const elapsed = performance.now.bind(performance);
  let offset: number;
  let skew: number;
  let bench: FaultBench;

  beforeEach(async () => {
    offset = 0;
    skew = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + offset + skew);
    jest.spyOn(performance, 'now').mockImplementation(() => elapsed() + offset);
    bench = await FaultBench.start(
      Object.fromEntries(KINDS.map(({ name, platform }) => [name, platform])),
    );
  }, 30_000);

  afterEach(async () => {
    await bench.stop();
    jest.restoreAllMocks();
  });

  /** How often the credentials were sent: to OpenStack in logins only. */
  const tries = (name: string) =>
    bench.simulator.requests
      .list({ cluster: name })
      .filter(({ path }) => !name.startsWith('os-') || /tokens$/.test(path))
      .length;

  const connect = (
    { name, withLogin, wrong }: (typeof KINDS)[number],
    options: Parameters<FaultBench['connect']>[1] = {},
  ) =>
    bench.connect(name, {
      withLogin,
      timings: { refreshMs: 15_000 },
      ...options,
      settings: { ...wrong, ...options.settings },
    });

  it.each(KINDS)(
    'are not renewed by tests of a provider that is switched off: $name',
    async kind => {
      connect(kind, { enabled: false });
      const checks = await Promise.all(
        Array.from({ length: 200 }, () => bench.collector.check(kind.name)),
      );
      expect(checks.every(({ ok }) => !ok)).toBe(true);
      expect(tries(kind.name)).toBe(1);
      for (let time = 0; time < 20; time += 1) {
        await bench.collector.check(kind.name);
      }
      expect(tries(kind.name)).toBe(3);
      const { ok, checks: reported } = await bench.collector.check(kind.name);
      expect(ok).toBe(false);
      expect(reported[0].message).toContain('refused three times');
      offset += 11 * MINUTE;
      await bench.collector.check(kind.name);
      expect(tries(kind.name)).toBe(4);
    },
    60_000,
  );

  it.each(KINDS)(
    'are not renewed by switches and reloads: $name',
    async kind => {
      for (let time = 0; time < 10; time += 1) {
        connect(kind);
        await bench.collector.refresh(kind.name, { force: true });
        connect(kind, { enabled: false });
        // Another key of the entry, which is no credential.
        connect(kind, { timings: { refreshMs: 15_000 + time } });
        await bench.collector.refresh(kind.name, { force: true });
        await bench.collector.check(kind.name);
      }
      expect(tries(kind.name)).toBe(3);
      const { provider, cluster } = bench.observe(kind.name);
      expect(provider.breaker).toBe('open');
      expect(cluster.error?.code).toBe('UNAUTHORIZED');
      // Better ones need not wait.
      bench.connect(kind.name, { withLogin: kind.withLogin });
      const { provider: mended } = await bench.observeUntil(
        kind.name,
        seen => seen.provider.state === 'ok',
      );
      expect(mended).toMatchObject({ state: 'ok', breaker: 'closed' });
    },
    60_000,
  );

  it.each(KINDS)(
    'are not renewed by switches while an attempt is under way: $name',
    async kind => {
      bench.simulator.faults.add({
        cluster: kind.name,
        kind: 'latency',
        ms: 300,
      });
      for (let time = 0; time < 10; time += 1) {
        connect(kind);
        await new Promise(resolve => setTimeout(resolve, 60));
        connect(kind, { enabled: false });
      }
      await new Promise(resolve => setTimeout(resolve, 500));
      expect(tries(kind.name)).toBeLessThanOrEqual(3);
    },
    60_000,
  );

  it.each(KINDS)(
    'count for all providers that use the same: $name',
    async kind => {
      const names = ['a', 'b', 'c', 'd', 'e'];
      names.forEach(as => connect(kind, { as }));
      await Promise.all(names.map(as => bench.collector.refresh(as)));
      await Promise.all(names.map(as => bench.collector.check(as)));
      expect(tries(kind.name)).toBe(3);
    },
    60_000,
  );

  it('do not block the same credentials at another cluster, or other credentials at this one', async () => {
    const [kind] = KINDS;
    for (let time = 0; time < 4; time += 1) {
      connect(kind);
      await bench.collector.refresh(kind.name, { force: true });
      connect(kind, { enabled: false });
    }
    expect(tries(kind.name)).toBe(3);
    bench.connect(kind.name, { as: 'good' });
    bench.connect('pve-login', { as: 'other', settings: kind.wrong });
    await bench.observeUntil('good', seen => seen.provider.state === 'ok');
    expect(bench.observe('good').provider.state).toBe('ok');
    await bench.collector.refresh('other');
    expect(tries('pve-login')).toBe(1);
  }, 60_000);

  it('end for a file as soon as it holds other credentials', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'infra-dashboard-'));
    const file = join(directory, 'token');
    try {
      await writeFile(file, 'wrong-token');
      const { token } = bench.simulator.clusters.get('k8s-token')!.credentials;
      bench.connect('k8s-token', {
        timings: { refreshMs: 15_000 },
        settings: {
          serviceAccountToken: undefined,
          serviceAccountTokenFile: file,
        },
      });
      for (let time = 0; time < 5; time += 1) {
        await bench.collector.refresh('k8s-token', { force: true });
        offset += 20_000;
      }
      expect(bench.observe('k8s-token').provider.breaker).toBe('open');
      const before = tries('k8s-token');
      await bench.collector.refresh('k8s-token');
      expect(tries('k8s-token')).toBe(before);
      await writeFile(file, token);
      offset += 20_000;
      await bench.collector.refresh('k8s-token');
      expect(bench.observe('k8s-token').provider).toMatchObject({
        state: 'ok',
        breaker: 'closed',
      });
    } finally {
      await rm(directory, { recursive: true });
    }
  }, 60_000);

  it('do not hold up a provider because another one with the same hangs', async () => {
    bench.simulator.faults.add({
      cluster: 'k8s-token',
      kind: 'hang',
      times: 1,
    });
    const timings = { timeoutMs: 60_000, refreshMs: 3_600_000 };
    bench.connect('k8s-token', { as: 'a', timings });
    bench.connect('k8s-token', { as: 'b', timings });
    const states = () =>
      ['a', 'b'].map(as => bench.observe(as).provider.state).sort();
    await bench.observeUntil('a', () => states().includes('ok'));
    expect(states()).toEqual(['ok', 'pending']);
  }, 60_000);

  it('do not follow a clock that is set', async () => {
    const [kind] = KINDS;
    connect(kind);
    for (let time = 0; time < 5; time += 1) {
      await bench.collector.refresh(kind.name, { force: true });
    }
    expect(tries(kind.name)).toBe(3);
    skew = 60 * MINUTE;
    await bench.collector.refresh(kind.name, { force: true });
    expect(tries(kind.name)).toBe(3);
    skew = -60 * MINUTE;
    offset += 11 * MINUTE;
    await bench.collector.refresh(kind.name, { force: true });
    expect(tries(kind.name)).toBe(4);
  }, 60_000);
});
