import { failureOf } from '../__testUtils__/failureOf';
import { loadScenario } from '../__testUtils__/replayServer';
import { signal, TOKEN, useLab } from '../__testUtils__/useLab';

describe('several members', () => {
  const { serve, connect } = useLab();

  it('uses the next one when one has a problem, and stays with it', async () => {
    const dead = await serve('pve-8.4-healthy');
    const sick = await serve({
      'cluster-resources': { status: 500, reason: 'RPC', body: null },
    });
    const well = await serve('pve-8.4-healthy');
    await dead.stop();
    const provider = connect({
      urls: [dead.url, { url: sick.url }, `${well.url}/api2/json/`],
      ...TOKEN,
    });
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
    expect(cluster.version).toBe('8.4.21');
    await provider.getAllClusters({ signal });
    expect(sick.server.count()).toBe(1);
  });

  it('reports the first failure when all fail, and continues when one is back', async () => {
    const first = await serve('pve-8.4-healthy');
    const second = await serve({
      'cluster-resources': { status: 595, reason: 'x', body: null },
    });
    await first.stop();
    const provider = connect({ urls: [first.url, second.url], ...TOKEN });
    expect(await failureOf(provider)).toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringMatching(
        /^Proxmox VE refused the connection; the other address fails as well$/,
      ),
    });
    second.server.scenario = loadScenario('pve-8.4-healthy');
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
  });

  it('skips one that hangs, although the time of the refresh was used up', async () => {
    const hung = await serve({ 'cluster-resources': 'hang' });
    const well = await serve('pve-8.4-healthy');
    const provider = connect({ urls: [hung.url, well.url], ...TOKEN });
    const late = provider.getAllClusters({ signal: AbortSignal.timeout(200) });
    await expect(late).rejects.toMatchObject({ code: 'TIMEOUT' });
    const [cluster] = await provider.getAllClusters({ signal });
    expect(cluster.nodes).toHaveLength(3);
    expect(hung.server.count()).toBe(1);
  });

  it('does not send to others what one rejects', async () => {
    for (const status of [429, 400]) {
      const refusing = await serve({
        'cluster-resources': { status, body: null },
      });
      const well = await serve('pve-8.4-healthy');
      await failureOf(connect({ urls: [refusing.url, well.url], ...TOKEN }));
      expect(well.server.count()).toBe(0);
    }
  });

  it('prefers one that has quorum, and one whose services run', async () => {
    for (const scenario of [
      'pve-8.4-no-quorum',
      'pve-8.4-local-pvedaemon-down',
    ]) {
      const bad = await serve(scenario);
      const good = await serve('pve-8.4-healthy');
      const provider = connect({ urls: [bad.url, good.url], ...TOKEN });
      // Also at first: what the smaller part of a split cluster sees is never shown.
      expect((await provider.getAllClusters({ signal }))[0]).toMatchObject({
        health: 'healthy',
        nodes: [
          { status: 'online' },
          { status: 'online' },
          { status: 'online' },
        ],
      });
      const before = bad.server.count();
      for (let refresh = 0; refresh < 3; refresh += 1) {
        await provider.getAllClusters({ signal });
      }
      const [cluster] = await provider.getAllClusters({ signal });
      expect(cluster.health).toBe('healthy');
      expect(cluster.limitations).toBeUndefined();
      expect(bad.server.count()).toBe(before);
    }
  });

  it('does not leave one because of a node that it cannot reach', async () => {
    const one = await serve({
      ...loadScenario('pve-8.4-healthy'),
      'node-status': { status: 595, reason: 'No route to host', body: null },
    });
    const two = await serve('pve-8.4-healthy');
    const provider = connect({ urls: [one.url, two.url], ...TOKEN });
    await provider.getAllClusters({ signal });
    await expect(
      provider.getNode('lab', 'pve2', { signal }),
    ).rejects.toMatchObject({ code: 'UNREACHABLE', upstreamStatus: 595 });
    await provider.getAllClusters({ signal });
    expect(one.server.count(/resources/)).toBe(3);
    expect(two.server.count()).toBe(0);
  });

  it('does not alternate if none has quorum', async () => {
    const one = await serve('pve-8.4-no-quorum');
    const two = await serve('pve-8.4-no-quorum');
    const provider = connect({ urls: [one.url, two.url], ...TOKEN });
    for (let refresh = 0; refresh < 8; refresh += 1) {
      const [cluster] = await provider.getAllClusters({ signal });
      expect(cluster.health).toBe('degraded');
    }
    expect(one.server.count(/resources/)).toBe(8);
    expect(two.server.count(/resources/)).toBe(1);
  });
});
