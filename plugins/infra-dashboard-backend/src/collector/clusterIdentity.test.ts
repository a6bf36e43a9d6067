import { mockServices } from '@backstage/backend-test-utils';
import { totalsOfNodes } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Topology } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { composeCluster } from '../inventory';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import {
  createFakeFactory,
  fakeNode,
  fakeWorkload,
} from '../testing/FakeProvider';
import { entry } from './__testUtils__/useCollectors';
import { Collector } from './Collector';

const ENTRY = entry('a');

describe('the identity of clusters', () => {
  const collectors: Collector[] = [];
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);

  afterEach(async () => {
    await Promise.all(collectors.splice(0).map(one => one.close()));
  });

  /** A connection whose clusters are given by name, with their identities. */
  function create(clusters: Record<string, Topology['identity']>) {
    const state = { clusters, reads: 0 };
    const { factory } = createFakeFactory({
      topology: async () => {
        state.reads += 1;
        return Object.entries(state.clusters).map(([name, identity]) => {
          const nodes = [fakeNode(name, `node-of-${identity}`)];
          const totals = totalsOfNodes(nodes);
          return { name, health: 'healthy', nodes, totals, identity };
        });
      },
      workloads: async ({ name }) => ({
        items: [fakeWorkload(name, JSON.stringify(state.clusters))],
      }),
    });
    const registry = new PlatformRegistry();
    registry.addPlatform(factory);
    const collector = new Collector({ registry, logger });
    collectors.push(collector);
    collector.apply([ENTRY]);
    const refresh = async (options = {}) => {
      await collector.refresh('a', options);
      return collector.records.map(record => {
        const { name, error, freshness, nodes } = composeCluster(record, {
          now: Date.now(),
          includeNodes: true,
        });
        return [
          name,
          error?.code ?? freshness.state,
          ...(nodes ?? []).map(node => node.name),
        ].join(' ');
      });
    };
    return { state, refresh, collector };
  }

  it('is one for the collector when a part of it stays', async () => {
    const { state, refresh } = create({ a: ['x', 'y'] });
    await refresh();
    state.clusters = { a: ['y', 'z'] };
    expect(await refresh()).toEqual(['a fresh node-of-y,z']);
    state.clusters = { a: 'z' };
    expect(await refresh()).toEqual(['a fresh node-of-z']);
    state.clusters = { a: 'x' };
    expect(await refresh()).toEqual(['a MISCONFIGURED node-of-z']);
  });

  it('is retained while it cannot be read', async () => {
    const { state, refresh } = create({ a: 'x' });
    await refresh();
    state.clusters = { a: undefined };
    expect(await refresh()).toEqual(['a fresh node-of-undefined']);
    state.clusters = { a: 'y' };
    expect(await refresh()).toEqual(['a MISCONFIGURED node-of-undefined']);
  });

  it('refuses one of several, with its workloads', async () => {
    const { state, refresh, collector } = create({ east: 'x', west: 'y' });
    await refresh();
    const before = collector.records[1].snapshot.workloads.data;
    state.clusters = { east: 'x', west: 'z' };
    expect(await refresh()).toEqual([
      'east fresh node-of-x',
      'west MISCONFIGURED node-of-y',
    ]);
    expect(collector.records[1].snapshot.workloads.data).toBe(before);
  });

  it('takes new ones next to those that are known, and none in their place', async () => {
    const { state, refresh } = create({ east: 'x' });
    await refresh();
    state.clusters = { east: 'x', west: 'y' };
    expect(await refresh()).toHaveLength(2);
    state.clusters = { north: 'z' };
    expect(await refresh()).toEqual([
      'east MISCONFIGURED node-of-x',
      'west MISCONFIGURED node-of-y',
    ]);
  });
});
