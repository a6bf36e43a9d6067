import { setTimeout as sleep } from 'node:timers/promises';
import { FaultBench } from './__testUtils__/FaultBench';
import type { Platform } from './__testUtils__/faultCases';
import { startRelay, type Relay } from './__testUtils__/startRelay';

describe('an address that leads to another cluster', () => {
  let bench: FaultBench;
  let relay: Relay;

  afterEach(async () => {
    await bench.stop();
    await relay.stop();
  });

  it.each<[Platform, string]>([
    ['proxmox', 'url'],
    ['kubernetes', 'url'],
    ['openstack', 'authUrl'],
  ])(
    'is refused, and what was read before stays: %s',
    async (platform, key) => {
      bench = await FaultBench.start({ own: platform, strange: platform });
      // Names that exist in both must not be mixed.
      await bench.simulator.update('strange', cluster => {
        cluster.workloads[0].name = 'payroll';
      });
      const urlOf = (name: string) => bench.simulator.clusters.get(name)!.url;
      relay = await startRelay(urlOf('own'));
      const url = urlOf('own').replace(new URL(urlOf('own')).host, relay.host);
      bench.connect('own', {
        timings: { refreshMs: 3_600_000 },
        settings: { [key]: url },
      });
      await bench.observeUntil('own', seen => seen.provider.state === 'ok');
      const { collector } = bench;
      const before = bench.observe('own');
      const names = before.workloads.map(({ name }) => name);
      expect(names).toContain('web-1');

      relay.leadTo(urlOf('strange'));
      // A new login, as when the old token ends.
      bench.simulator.expireTokens('own');
      for (let refresh = 0; refresh < 3; refresh += 1) {
        await collector.refresh('own', { force: true });
        const { cluster, provider, workloads } = bench.observe('own');
        expect(cluster.error).toMatchObject({
          code: 'MISCONFIGURED',
          message: expect.stringContaining('another cluster'),
          hint: expect.stringContaining('switch the provider off and on'),
        });
        expect(cluster.freshness).toEqual({
          state: 'stale',
          observedAt: before.cluster.freshness.observedAt,
        });
        expect(provider.state).toBe('failing');
        expect(workloads.map(({ name }) => name)).toEqual(names);
        expect(JSON.stringify(cluster)).not.toContain(relay.host);
      }
      const [record] = collector.records;
      expect(await collector.nodeFacts(record, 'node-1')).toBeUndefined();

      relay.leadTo(urlOf('own'));
      bench.simulator.expireTokens('strange');
      // The client has to notice that its connections are closed.
      await sleep(100);
      await collector.refresh('own', { force: true });
      const after = bench.observe('own');
      expect(after.cluster.error).toBeUndefined();
      expect(after.cluster.freshness.state).toBe('fresh');
      expect(after.workloads.map(({ name }) => name)).toEqual(names);

      // Who means it switches the provider off and on.
      relay.leadTo(urlOf('strange'));
      bench.simulator.expireTokens('own');
      const settings = { [key]: url };
      bench.connect('own', { enabled: false, settings });
      bench.connect('own', { settings });
      const replaced = await bench.observeUntil(
        'own',
        seen => seen.provider.state === 'ok',
      );
      expect(replaced.workloads.map(({ name }) => name)).toContain('payroll');
    },
    60_000,
  );

  it('is refused where the namespace that identifies it may not be read', async () => {
    bench = await FaultBench.start({
      own: 'kubernetes',
      strange: 'kubernetes',
    });
    const { clusters } = bench.simulator;
    for (const name of ['own', 'strange']) {
      await bench.simulator.update(name, cluster => {
        if (cluster.type !== 'kubernetes') throw new Error('not Kubernetes');
        cluster.denied.push('namespaces');
      });
    }
    relay = await startRelay(clusters.get('own')!.url);
    bench.connect('own', {
      timings: { refreshMs: 3_600_000 },
      settings: { url: `https://${relay.host}` },
    });
    await bench.observeUntil('own', seen => seen.provider.state === 'ok');
    const before = bench.observe('own').cluster.freshness;
    relay.leadTo(clusters.get('strange')!.url);
    for (let refresh = 0; refresh < 2; refresh += 1) {
      await bench.collector.refresh('own', { force: true });
      const { error, freshness } = bench.observe('own').cluster;
      expect(error?.message).toContain('another cluster');
      expect(freshness).toEqual({ ...before, state: 'stale' });
    }
  }, 60_000);

  it('is left out where another member of the configuration is of the cluster', async () => {
    bench = await FaultBench.start({ own: 'proxmox', strange: 'proxmox' });
    const urlOf = (name: string) => bench.simulator.clusters.get(name)!.url;
    relay = await startRelay(urlOf('own'));
    bench.connect('own', {
      timings: { refreshMs: 3_600_000 },
      settings: {
        url: `https://${relay.host}`,
        urls: [urlOf('strange'), urlOf('own')],
      },
    });
    await bench.observeUntil('own', seen => seen.provider.state === 'ok');
    relay.leadTo('http://127.0.0.1:1');
    await bench.collector.refresh('own', { force: true });
    const { cluster } = bench.observe('own');
    expect(cluster).toMatchObject({
      displayName: 'own',
      freshness: { state: 'fresh' },
    });
    expect(cluster.limitations).toMatchObject([
      {
        code: 'address-of-another-cluster',
        message: expect.stringContaining('Address 2 of 3'),
      },
    ]);
  }, 60_000);
});
