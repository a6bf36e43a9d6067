import { mockServices } from '@backstage/backend-test-utils';
import { totalsOfNodes } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { composeCluster } from '../inventory';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import {
  createFakeFactory,
  fakeNode,
  fakeWorkload,
} from '../testing/FakeProvider';
import { entry } from './__testUtils__/useCollectors';
import { Collector } from './Collector';

describe('a provider with several clusters', () => {
  const collectors: Collector[] = [];
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);

  function create() {
    const fake = createFakeFactory();
    const failing = new Map<string, ProviderFailure>();
    fake.behavior.topology = async ({ name: provider }) =>
      ['east', 'west'].map(region => {
        const name = `${provider}-${region}`;
        const failure = failing.get(region);
        const nodes = failure ? [] : [fakeNode(name, 'client-1')];
        const health = failure ? 'unknown' : 'healthy';
        const totals = totalsOfNodes(nodes);
        return { name, health, nodes, totals, failure };
      });
    const registry = new PlatformRegistry();
    registry.addPlatform(fake.factory);
    const collector = new Collector({ registry, logger });
    collectors.push(collector);
    return { collector, fake, failing };
  }

  const clustersOf = ({ records }: Collector) =>
    records.map(record => composeCluster(record, { now: Date.now() }));

  afterEach(async () => {
    await Promise.all(collectors.splice(0).map(one => one.close()));
  });

  it('retains the last good data of a failing cluster, and reads the others', async () => {
    const { collector, fake, failing } = create();
    const readWorkloads: string[] = [];
    fake.behavior.workloads = async ({ name }) => {
      readWorkloads.push(name);
      return { items: [fakeWorkload(name, 'web')] };
    };
    collector.apply([entry('os')]);
    await collector.refresh('os');
    const [east, west] = clustersOf(collector);
    expect([east.name, west.name]).toEqual(['os-east', 'os-west']);
    expect(readWorkloads).toHaveLength(2);

    const failure = new ProviderFailure('TIMEOUT', 'Nova did not respond', {
      hint: 'Look at Nova',
    });
    failing.set('west', failure);
    await collector.refresh('os');
    const [healthy, failed] = clustersOf(collector);
    expect(healthy).toMatchObject({ freshness: { state: 'fresh' } });
    expect(healthy.error).toBeUndefined();
    expect(failed).toMatchObject({
      name: 'os-west',
      health: 'healthy',
      error: { code: 'TIMEOUT', message: 'Nova did not respond' },
      freshness: {
        state: 'stale',
        observedAt: west.freshness.observedAt,
      },
      totals: west.totals,
    });
    // Workloads of a cluster that was just not found are not requested.
    expect(readWorkloads).toHaveLength(3);
    expect(collector.providers[0]).toMatchObject({
      state: 'failing',
      breaker: 'closed',
      error: { code: 'TIMEOUT' },
    });

    failing.clear();
    await collector.refresh('os');
    expect(clustersOf(collector).map(({ error }) => error)).toEqual([
      undefined,
      undefined,
    ]);
    expect(collector.providers[0].state).toBe('ok');
  });

  it('names those that are known before the first read, with why it failed', async () => {
    const { collector, fake } = create();
    fake.behavior.topology = async () => {
      throw new ProviderFailure('UNAUTHORIZED', 'Keystone refused the user');
    };
    const { create: make } = fake.factory;
    fake.factory.create = options =>
      Object.assign(make(options), { clusterNames: ['os-a', 'os-b'] });
    collector.apply([entry('os')]);
    await collector.refresh('os');
    expect(clustersOf(collector)).toMatchObject([
      { name: 'os-a', error: { code: 'UNAUTHORIZED' } },
      { name: 'os-b', error: { code: 'UNAUTHORIZED' } },
    ]);
  });

  it('still names its clusters while it is disabled, and forgets those of others', async () => {
    const { collector } = create();
    const namesOf = () => clustersOf(collector).map(({ name }) => name);
    collector.apply([entry('os')]);
    await collector.refresh('os');
    collector.apply([entry('os', { enabled: false })]);
    expect(namesOf()).toEqual(['os-east', 'os-west']);
    // Again, as after another change of the configuration.
    collector.apply([entry('os', { enabled: false })]);
    expect(
      clustersOf(collector).map(({ name, freshness }) => [
        name,
        freshness.state,
      ]),
    ).toEqual([
      ['os-east', 'disabled'],
      ['os-west', 'disabled'],
    ]);
    collector.apply([]);
    collector.apply([entry('os', { enabled: false })]);
    expect(namesOf()).toEqual(['os']);
  });

  it('does not mix clusters of two providers that would have one name', async () => {
    const { collector, fake } = create();
    const several = fake.behavior.topology;
    fake.behavior.topology = async provider =>
      provider.name === 'os'
        ? several(provider)
        : [
            {
              name: provider.name,
              health: 'degraded',
              nodes: [],
              totals: totalsOfNodes([]),
            },
          ];
    collector.apply([
      entry('os'),
      entry('os-west', { key: 'infraDashboard.providers[1]' }),
    ]);
    await collector.refresh('os');
    await collector.refresh('os-west');
    expect(clustersOf(collector)).toMatchObject([
      { name: 'os-east', health: 'healthy' },
      {
        name: 'os-west (infraDashboard.providers[0])',
        error: {
          code: 'MISCONFIGURED',
          message:
            "infraDashboard.providers[0].name: a cluster of 'os' is called 'os-west', which is already the name of a cluster of infraDashboard.providers[1]",
        },
        totals: { nodes: { total: 0 } },
      },
      { name: 'os-west', health: 'degraded', error: undefined },
    ]);
  });
});
