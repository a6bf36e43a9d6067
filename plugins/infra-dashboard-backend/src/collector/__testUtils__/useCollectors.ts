import { mockServices } from '@backstage/backend-test-utils';
import type { ProviderEntry } from '../../config';
import type { CollectorMetrics } from '../../metrics/CollectorMetrics';
import { composeCluster } from '../../inventory';
import { PlatformRegistry } from '../../platforms/PlatformRegistry';
import { createFakeFactory } from '../../testing/FakeProvider';
import { Collector } from '../Collector';
import type { SharedCache } from '../SharedCache';

export function entry(
  name: string,
  more: Partial<ProviderEntry> = {},
): ProviderEntry {
  return {
    name,
    type: 'nomad',
    enabled: true,
    timings: {
      refreshMs: 60_000,
      timeoutMs: 1_000,
      connectMs: 500,
      staleAfterMs: 120_000,
      detailTtlMs: 15_000,
    },
    settings: {},
    key: 'infraDashboard.providers[0]',
    source: 'app-config',
    ...more,
  };
}

/** Creates collectors of a fake platform, and closes them after each test. */
export function useCollectors() {
  const collectors: Collector[] = [];
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);

  function create(
    options: { metrics?: CollectorMetrics; cache?: SharedCache } = {},
  ) {
    const fake = createFakeFactory();
    const reads = { topology: 0, workloads: 0, facts: 0 };
    const { topology, workloads } = fake.behavior;
    fake.behavior.topology = provider => {
      reads.topology += 1;
      return topology(provider);
    };
    fake.behavior.workloads = provider => {
      reads.workloads += 1;
      return workloads(provider);
    };
    const registry = new PlatformRegistry();
    registry.addPlatform(fake.factory);
    const collector = new Collector({ registry, logger, ...options });
    collectors.push(collector);
    return { collector, fake, reads, good: { topology, workloads } };
  }

  afterEach(async () => {
    await Promise.all(collectors.splice(0).map(one => one.close()));
    jest.clearAllMocks();
  });

  return { create, logger };
}

export const clusterOf = (collector: Collector, now = Date.now()) =>
  composeCluster(collector.records[0], { now, includeNodes: true });
