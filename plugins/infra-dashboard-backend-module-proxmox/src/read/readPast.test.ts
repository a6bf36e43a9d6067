import { createTestContext } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { loadScenario } from '../__testUtils__/replayServer';
import { signal, TOKEN, useLab } from '../__testUtils__/useLab';
import { mapPast } from '../mappers/past';
import { proxmoxPlatform } from '../platform';

describe('the past of nodes', () => {
  const { serve } = useLab();

  async function connect(scenario: ReturnType<typeof loadScenario>) {
    const { server, url } = await serve(scenario);
    const parsed = proxmoxPlatform.configSchema.safeParse({ url, ...TOKEN });
    if (!parsed.success) throw new Error('The configuration is invalid');
    const provider = proxmoxPlatform.create(
      createTestContext({ name: 'lab', config: parsed.data }),
    );
    const read = (cluster: string, ...nodes: string[]) =>
      provider.history!({ cluster, nodes }, { signal });
    return { provider, read, server };
  }

  it.each([
    ['8.4', 3],
    ['9.2', 6],
  ])('is read as Proxmox VE %s stores it', async (version, rows) => {
    const { provider, read, server } = await connect(
      loadScenario(`pve-${version}-rrddata`),
    );
    const past = await read('lab', 'pve1', 'a/b');
    expect(past.map(({ node }) => node)).toEqual(['pve1', 'a/b']);
    expect(past[0].points).toHaveLength(rows);
    expect(past[0].points[0]).toEqual({
      at: expect.any(Number),
      lengthMs: 60_000,
      cpu: { used: expect.any(Number), total: 2 },
      memory: { used: expect.any(Number), total: 25_276_514_304 },
    });
    for (const { cpu } of past[0].points) {
      expect(cpu!.used).toBeGreaterThan(0);
      expect(cpu!.used).toBeLessThan(2);
    }
    expect(server.requests.map(({ path }) => path)).toEqual([
      ...Array(2).fill('/api2/json/nodes/pve1/rrddata'),
      ...Array(2).fill('/api2/json/nodes/a%2Fb/rrddata'),
    ]);
    expect(await read('another', 'pve1')).toEqual([]);
    await provider.close!();
  });

  it('fails where it may not be read', async () => {
    const denied = {
      status: 403,
      reason: 'Permission check failed',
      body: null,
    };
    const { provider, read } = await connect({ rrddata: denied });
    await expect(read('lab', 'pve1')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await provider.close!();
  });

  it('is that of the week before the first row of the day', () => {
    const row = (minute: number, cpu?: number) => ({
      ...{ time: minute * 60, cpu, maxcpu: 4 },
      ...{ memused: undefined, memtotal: 8 },
    });
    const past = mapPast({
      week: [row(0, 0.1), row(180, 0.2), row(360, 0.3), row(540, 0.4)],
      day: [row(330), row(360, 0.5), row(390), row(420, 0.6)],
    });
    expect(past).toEqual([
      { at: 0, lengthMs: 10_800_000, cpu: { used: 0.4, total: 4 } },
      { at: 10_800_000, lengthMs: 10_800_000, cpu: { used: 0.8, total: 4 } },
      { at: 21_600_000, lengthMs: 1_800_000, cpu: { used: 2, total: 4 } },
      { at: 25_200_000, lengthMs: 1_800_000, cpu: { used: 2.4, total: 4 } },
    ]);
  });
});
