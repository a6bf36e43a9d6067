import { mockServices } from '@backstage/backend-test-utils';
import {
  ProviderFailure,
  type Topology,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import { composeCluster } from '../inventory';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { createFakeFactory, fakeNode } from '../testing/FakeProvider';
import { Collector } from './Collector';
import { MAX_NODES, MAX_WORKLOADS } from './limitReading';

const STALE_MS = 120_000;

const ENTRY: ProviderEntry = {
  name: 'a',
  type: 'nomad',
  enabled: true,
  timings: {
    refreshMs: 60_000,
    timeoutMs: 1_000,
    connectMs: 500,
    staleAfterMs: STALE_MS,
    detailTtlMs: 15_000,
  },
  settings: {},
  key: 'infraDashboard.providers[0]',
  source: 'app-config',
};

const NOTHING = { nodes: false, facts: false, workloads: false };

describe('completeness of what was read', () => {
  const collectors: Collector[] = [];

  async function start() {
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const { behavior, factory } = createFakeFactory();
    const registry = new PlatformRegistry();
    registry.addPlatform(factory);
    const collector = new Collector({ registry, logger });
    collectors.push(collector);
    collector.apply([ENTRY]);
    await collector.refresh('a');
    const complete = (now = Date.now()) =>
      composeCluster(collector.records[0], { now }).complete;
    /** Reads the same cluster with something else about it. */
    const readWith = async (more: Partial<Topology>) => {
      behavior.topology = async ({ name }) => [
        {
          name,
          health: 'healthy',
          nodes: [fakeNode(name, 'client-1')],
          totals: { cpu: {}, memory: {}, nodes: { total: 1 } },
          complete: { nodes: true, facts: true },
          ...more,
        },
      ];
      await collector.refresh('a');
    };
    return { behavior, collector, complete, readWith };
  }

  afterEach(async () => {
    await Promise.all(collectors.splice(0).map(one => one.close()));
  });

  it('is that of the provider, as long as the data is fresh', async () => {
    const { behavior, collector, complete, readWith } = await start();
    expect(complete()).toEqual({ nodes: true, facts: true, workloads: true });
    expect(complete(Date.now() + STALE_MS + 1)).toEqual(NOTHING);
    await readWith({ complete: { nodes: false, facts: true } });
    expect(complete()).toEqual({ nodes: false, facts: true, workloads: true });
    // Not a word on it is no promise.
    await readWith({ complete: undefined });
    expect(complete()).toMatchObject({ nodes: false, facts: false });
    // No cluster is without nodes.
    await readWith({ nodes: [] });
    expect(complete()).toMatchObject({ nodes: false, facts: true });

    await readWith({});
    const { workloads } = behavior;
    behavior.workloads = async () => ({ items: [] });
    await collector.refresh('a');
    expect(complete()).toEqual({ nodes: true, facts: true, workloads: false });
    behavior.workloads = async () => {
      throw new ProviderFailure('TIMEOUT', 'Too slow');
    };
    await collector.refresh('a');
    expect(complete()).toEqual({ nodes: true, facts: true, workloads: false });
    behavior.workloads = workloads;
    behavior.topology = async () => {
      throw new ProviderFailure('UNREACHABLE', 'No response');
    };
    await collector.refresh('a');
    expect(complete()).toEqual(NOTHING);

    collector.apply([{ ...ENTRY, enabled: false }]);
    expect(complete()).toEqual(NOTHING);
  });

  it('ends where more is listed than can be held', async () => {
    const { behavior, collector, complete, readWith } = await start();
    const node = fakeNode('a', 'n');
    await readWith({ nodes: Array(MAX_NODES).fill(node) });
    expect(complete()?.nodes).toBe(true);
    await readWith({ nodes: Array(MAX_NODES + 1).fill(node) });
    expect(complete()).toMatchObject({ nodes: false, facts: true });

    const { items } = await behavior.workloads({ name: 'a' } as any);
    behavior.workloads = async () => ({
      items: Array(MAX_WORKLOADS + 1).fill(items[0]),
      complete: true,
    });
    await collector.refresh('a');
    expect(complete()?.workloads).toBe(false);
  });

  it('decides whether the facts of a node that is not listed are forgotten', async () => {
    const { behavior, collector, readWith } = await start();
    let calls = 0;
    behavior.facts = async node => {
      calls += 1;
      return { ...fakeNode('a', node), metadata: { kernelVersion: '6.8' } };
    };
    const look = () => collector.nodeFacts(collector.records[0], 'client-1');
    await look();
    await readWith({
      nodes: [fakeNode('a', 'client-2')],
      complete: { nodes: false, facts: true },
    });
    await look();
    expect(calls).toBe(1);
    await readWith({ nodes: [fakeNode('a', 'client-2')] });
    await look();
    expect(calls).toBe(2);
  });
});
