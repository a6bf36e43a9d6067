import {
  ProviderFailure,
  type InfraProvider,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readOne } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { mockServices } from '@backstage/backend-test-utils';
import {
  nodeStatusSchema,
  workloadDetailSchema,
  workloadSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import {
  demoFleet,
  startSimulator,
  type Simulator,
} from '@infra-dashboard/simulator';
import type { ProviderEntry } from '../config';
import { createRegistry } from '../testing/createRegistry';
import { makeHostile } from './__testUtils__/makeHostile';
import { RowSpoiler } from './__testUtils__/RowSpoiler';

/** More of them find more: 2,500 take some minutes. */
const ROUNDS = Number(process.env.ODD_ROWS_ROUNDS ?? 100);

describe('one invalid row in each list', () => {
  const upstream = global.fetch;
  const registry = createRegistry();
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({ fleet: demoFleet() });
  });

  afterEach(() => {
    global.fetch = upstream;
  });

  afterAll(() => simulator.stop());

  function open(cluster: string): InfraProvider {
    const { name, type, ...settings } = simulator
      .providersConfig()
      .find(one => one.name === cluster)!;
    const entry = {
      name,
      type,
      enabled: true,
      timings: {
        refreshMs: 15_000,
        timeoutMs: 10_000,
        connectMs: 5_000,
        staleAfterMs: 120_000,
        detailTtlMs: 15_000,
      },
      settings: settings as ProviderEntry['settings'],
      key: 'infraDashboard.providers[0]',
      source: 'app-config',
    } satisfies ProviderEntry;
    const created = registry.create(entry, {
      logger: mockServices.logger.mock(),
      gate: { timeouts: { connectMs: 5_000, totalMs: 10_000 } },
    });
    if (!created.ok) throw new Error(created.issues[0].message);
    return created.provider;
  }

  async function read(cluster: string) {
    const provider = open(cluster);
    try {
      const { nodes, workloads } = await readOne(provider, {
        signal: AbortSignal.timeout(30_000),
      });
      return { nodes, workloads: workloads.items };
    } finally {
      await provider.close?.();
    }
  }

  /** The problems of a read with one invalid row in each list. */
  async function findFaults(
    cluster: string,
    before: Awaited<ReturnType<typeof read>>,
  ): Promise<string[]> {
    const { nodes, workloads } = await read(cluster);
    const faults = [
      ...nodes.map(one => nodeStatusSchema.safeParse(one)),
      ...workloads.map(one => workloadSchema.safeParse(one)),
    ].flatMap(({ error }) => (error ? [error.message] : []));
    if (nodes.length < before.nodes.length - 1) faults.push('nodes are gone');
    // Pods and six kinds of controllers have a list each.
    const most = cluster.startsWith('k8s') ? 7 : 1;
    if (workloads.length < before.workloads.length - most) {
      faults.push('workloads are gone');
    }
    return faults;
  }

  it.each(['pve-paris', 'k8s-prod', 'os-eu'])(
    'costs %s no more than itself',
    async cluster => {
      const before = await read(cluster);
      expect(before.nodes.length).toBeGreaterThan(2);
      expect(before.workloads.length).toBeGreaterThan(10);
      const found: string[] = [];
      let spoiled = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const spoiler = new RowSpoiler(round);
        global.fetch = async (...request) =>
          spoiler.spoil(await upstream(...request));
        const faults = await findFaults(cluster, before).catch(error => [
          String(error),
        ]);
        spoiled += spoiler.done.length;
        found.push(
          ...faults.map(
            fault => `${round}: ${fault} after ${spoiler.done.join(', ')}`,
          ),
        );
      }
      expect(found).toEqual([]);
      expect(spoiled).toBeGreaterThanOrEqual(ROUNDS * 2);
    },
    600_000,
  );

  it.each(['pve-paris', 'k8s-prod', 'os-eu'])(
    'fails no detail of %s other than expected',
    async cluster => {
      const provider = open(cluster);
      const { workloads } = await readOne(provider);
      const types = new Set(workloads.items.map(({ type }) => type));
      const found: string[] = [];
      let described = 0;
      for (const type of types) {
        const workload = workloads.items.find(one => one.type === type)!;
        for (let round = 0; round < ROUNDS; round += 1) {
          const spoiler = new RowSpoiler(round, 'responses');
          global.fetch = async (...request) =>
            spoiler.spoil(await upstream(...request));
          const { signal } = new AbortController();
          try {
            const ref = { cluster, workload };
            const detail = (await provider.describe!(ref, { signal }))
              ?.workload;
            if (detail) workloadDetailSchema.parse(detail);
            described += 1;
          } catch (error) {
            if (error instanceof ProviderFailure) continue;
            found.push(`${error} after ${spoiler.done.join(', ')}`);
          }
        }
      }
      await provider.close?.();
      expect(found).toEqual([]);
      expect(described).toBeGreaterThan(ROUNDS / 2);
    },
    600_000,
  );

  it.each(['pve-paris', 'k8s-prod', 'os-eu'])(
    'is short and on one line when %s sends megabytes',
    async cluster => {
      const before = await read(cluster);
      global.fetch = async (...request) =>
        makeHostile(await upstream(...request));
      const { nodes, workloads } = await read(cluster);
      for (const row of [...nodes, ...workloads]) {
        const text = JSON.stringify(row);
        expect(text.length).toBeLessThan(100_000);
        expect(text).not.toMatch(/\\n|\\u0007|\u202e/);
      }
      const names = workloads.map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining(before.workloads.map(({ name }) => name)),
      );
    },
    120_000,
  );
});
