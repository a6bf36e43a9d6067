import type { LoggedRequest } from '@infra-dashboard/simulator';
import { FaultBench } from './__testUtils__/FaultBench';
import type { Platform } from './__testUtils__/faultCases';

const MINUTE = 60_000;

/** Connections with each kind of credentials; what is wrong with them, and what is right. */
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

describe('refused credentials', () => {
  const now = Date.now;
  const elapsed = performance.now.bind(performance);
  let offset: number;
  let bench: FaultBench;

  beforeEach(async () => {
    offset = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + offset);
    jest.spyOn(performance, 'now').mockImplementation(() => elapsed() + offset);
    bench = await FaultBench.start(
      Object.fromEntries(KINDS.map(({ name, platform }) => [name, platform])),
    );
  }, 30_000);

  afterEach(async () => {
    await bench.stop();
    jest.restoreAllMocks();
  });

  /** Requests that tried the credentials: of OpenStack's only the logins do. */
  function tries(name: string): LoggedRequest[] {
    return bench.simulator.requests
      .list({ cluster: name })
      .filter(({ path }) => !name.startsWith('os-') || /tokens$/.test(path));
  }

  /** The most tries within any ten minutes. */
  function maxInTenMinutes(name: string): number {
    const times = tries(name).map(({ at }) => at);
    return Math.max(
      ...times.map(
        start =>
          times.filter(at => at >= start && at < start + 10 * MINUTE).length,
      ),
    );
  }

  function connectWrongly(): void {
    for (const { name, withLogin, wrong } of KINDS) {
      bench.connect(name, {
        // The clock alone decides: no timer of the collector runs out meanwhile.
        timings: { refreshMs: 15_000 },
        withLogin,
        settings: wrong,
      });
    }
  }

  it('are tried three times in ten minutes at most by itself', async () => {
    connectWrongly();
    const refreshAll = () =>
      Promise.all(KINDS.map(({ name }) => bench.collector.refresh(name)));
    for (let step = 0; step < 240; step += 1) {
      await refreshAll();
      offset += 15_000;
    }
    for (const { name } of KINDS) {
      expect(bench.observe(name).cluster.error?.code).toBe('UNAUTHORIZED');
      expect(bench.observe(name).provider.breaker).toBe('open');
      expect(maxInTenMinutes(name)).toBeLessThanOrEqual(3);
      // An hour long it goes on to try.
      expect(tries(name).length).toBeGreaterThanOrEqual(8);
      expect(tries(name).length).toBeLessThanOrEqual(18);
    }
  }, 60_000);

  it('are not tried more often by people who refresh, test and look at nodes', async () => {
    connectWrongly();
    for (let step = 0; step < 60; step += 1) {
      for (const { name } of KINDS) {
        await bench.collector.refresh(name, { force: true });
        await bench.collector.check(name);
        const [record] = bench.collector.records;
        await bench.collector.nodeFacts(record, 'node-1');
      }
      offset += MINUTE / 2;
    }
    const counts = KINDS.map(({ name }) => [name, maxInTenMinutes(name)]);
    for (const [, count] of counts) expect(count).toBeLessThanOrEqual(3);
    for (let again = 0; again < 3; again += 1) {
      await bench.collector.refresh('k8s-token', { force: true });
    }
    const { provider } = bench.observe('k8s-token');
    expect(provider.breaker).toBe('open');
    const check = await bench.collector.check('k8s-token');
    expect(check).toMatchObject({
      ok: false,
      checks: [{ message: expect.stringContaining('refused three times') }],
    });
  }, 60_000);

  it('are forgotten at once when the configuration has better ones', async () => {
    connectWrongly();
    for (const { name, withLogin } of KINDS) {
      for (let step = 0; step < 5; step += 1) {
        await bench.collector.refresh(name, { force: true });
      }
      expect(bench.observe(name).provider.state).toBe('failing');
      bench.connect(name, { withLogin });
      const { provider } = await bench.observeUntil(
        name,
        seen => seen.provider.state === 'ok',
      );
      expect(provider).toMatchObject({ state: 'ok', breaker: 'closed' });
    }
  }, 60_000);

  it('work again when they are fixed upstream: on a manual refresh, and automatically', async () => {
    for (const { name, withLogin } of KINDS) {
      bench.connect(name, { timings: { refreshMs: 15_000 }, withLogin });
      await bench.observeUntil(name, seen => seen.provider.state === 'ok');
      const { faults } = bench.simulator;
      let end = faults.add({ cluster: name, kind: 'expired-token' });
      await bench.collector.refresh(name);
      expect(bench.observe(name).provider).toMatchObject({
        state: 'failing',
        breaker: 'open',
      });
      end();
      await bench.collector.refresh(name);
      expect(bench.observe(name).provider.state).toBe('failing');
      await bench.collector.refresh(name, { force: true });
      expect(bench.observe(name).provider).toMatchObject({
        state: 'ok',
        breaker: 'closed',
      });

      end = faults.add({ cluster: name, kind: 'expired-token' });
      await bench.collector.refresh(name);
      end();
      offset += 7 * MINUTE;
      await bench.collector.refresh(name);
      expect(bench.observe(name).provider).toMatchObject({
        state: 'ok',
        breaker: 'closed',
      });
    }
  }, 60_000);
});
