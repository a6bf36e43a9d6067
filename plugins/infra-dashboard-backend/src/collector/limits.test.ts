import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  ProviderFailure,
  limitRows,
  MAX_ROWS,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { composeCluster } from '../inventory';
import { CollectorMetrics } from '../metrics/CollectorMetrics';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import {
  createFakeFactory,
  fakeNode,
  fakeWorkload,
} from '../testing/FakeProvider';
import { Collector } from './Collector';
import { MAX_NODES, MAX_WORKLOADS } from './limitReading';

const logger = mockServices.logger.mock();
logger.child.mockReturnValue(logger);

function entry(name: string) {
  const timings = {
    refreshMs: 60_000,
    timeoutMs: 5_000,
    connectMs: 5_000,
    staleAfterMs: 120_000,
    detailTtlMs: 15_000,
  };
  const key = `infraDashboard.providers.${name}`;
  const settings = {};
  return {
    name,
    type: 'nomad',
    enabled: true,
    timings,
    settings,
    key,
    source: 'app-config',
  };
}

describe('limits of the collector', () => {
  const closers: Array<() => unknown> = [];

  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  /** Counts what is on its way, by the first part of the path. */
  async function startCounter() {
    const inFlight = new Map<string, number>();
    const maximum = new Map<string, number>();
    const count = (name: string, step: number) => {
      const now = (inFlight.get(name) ?? 0) + step;
      inFlight.set(name, now);
      maximum.set(name, Math.max(maximum.get(name) ?? 0, now));
    };
    const server: Server = createServer((request, response) => {
      const name = request.url!.split('/')[1];
      count(name, 1);
      count('all', 1);
      setTimeout(() => {
        count(name, -1);
        count('all', -1);
        response.end('{}');
      }, 15);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    closers.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, maximum };
  }

  it('bounds the requests of each provider and of all together', async () => {
    const { url, maximum } = await startCounter();
    const fake = createFakeFactory();
    const { topology } = fake.behavior;
    fake.behavior.topology = async provider => {
      // Two services of one provider, as OpenStack has them.
      const clients = ['one', 'two'].map(service => {
        const client = provider.context.http({
          label: 'Nomad',
          baseUrl: `${url}/${provider.name}`,
          concurrency: 10,
        });
        closers.push(() => client.close());
        return { client, service };
      });
      const { signal } = new AbortController();
      await Promise.all(
        clients.flatMap(({ client, service }) =>
          Array.from({ length: 10 }, () =>
            client.send({ path: `/${service}`, signal }),
          ),
        ),
      );
      return topology(provider);
    };
    const service = metricsServiceMock.mock();
    const requests = jest.fn();
    const instrument = { record: jest.fn(), add: jest.fn() };
    service.createHistogram.mockReturnValue(instrument);
    service.createCounter.mockImplementation(name =>
      name.endsWith('requests') ? { add: requests } : instrument,
    );
    service.createObservableGauge.mockReturnValue({
      addCallback: () => {},
      removeCallback: () => {},
    });
    const registry = new PlatformRegistry();
    registry.addPlatform(fake.factory);
    const collector = new Collector({
      registry,
      logger,
      metrics: new CollectorMetrics(service),
      limits: { requests: 5, requestsPerProvider: 2 },
    });
    closers.push(() => collector.close());
    const names = ['a', 'b', 'c', 'd'];
    collector.apply(names.map(entry));
    await Promise.all(names.map(name => collector.refresh(name)));

    expect(collector.providers.map(({ state }) => state)).toEqual(
      names.map(() => 'ok'),
    );
    expect(maximum.get('all')).toBe(5);
    for (const name of names) {
      expect(maximum.get(name)).toBe(2);
      // What waits in the shared queue is still counted as its own provider's.
      expect(
        requests.mock.calls.filter(([, { provider }]) => provider === name),
      ).toHaveLength(20);
    }
  });

  it('connects through the proxy of the entry, and names no part of it', async () => {
    const proxy = createServer();
    const tunnels: string[] = [];
    proxy.on('connect', ({ url }, socket) => {
      tunnels.push(url!);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    await new Promise<void>(resolve => {
      proxy.listen(0, '127.0.0.1', resolve);
    });
    closers.push(() => proxy.close());
    const { port } = proxy.address() as AddressInfo;
    const fake = createFakeFactory();
    fake.behavior.topology = async ({ context }) => {
      const client = context.http({
        label: 'Nomad',
        baseUrl: 'http://nomad.example:4646',
      });
      closers.push(() => client.close());
      await client.send({ path: '/', signal: new AbortController().signal });
      throw new Error('expected to fail');
    };
    const registry = new PlatformRegistry();
    registry.addPlatform(fake.factory);
    const collector = new Collector({ registry, logger });
    closers.push(() => collector.close());
    const url = `http://portal:hunter2@127.0.0.1:${port}`;
    collector.apply([{ ...entry('a'), proxy: url }]);
    await collector.refresh('a');
    expect(tunnels).toEqual(['nomad.example:4646']);
    const [{ error }] = collector.providers;
    expect(error).toMatchObject({
      code: 'UNREACHABLE',
      message: 'The proxy did not connect to Nomad (407)',
    });
    expect(JSON.stringify([error, logger.warn.mock.calls])).not.toMatch(
      /hunter2|127\.0\.0\.1/,
    );
  });

  it('truncates what is too long for one cluster, and reports it', async () => {
    const fake = createFakeFactory({
      topology: async ({ name }) => [
        {
          name,
          health: 'healthy',
          nodes: Array.from({ length: MAX_NODES + 1 }, (_, index) =>
            fakeNode(name, `node-${index}`),
          ),
          totals: { cpu: {}, memory: {}, nodes: { total: MAX_NODES + 1 } },
        },
      ],
      workloads: async ({ name }) => ({
        items: Array.from({ length: MAX_WORKLOADS + 7 }, (_, index) =>
          fakeWorkload(name, `job-${index}`),
        ),
      }),
    });
    const registry = new PlatformRegistry();
    registry.addPlatform(fake.factory);
    const collector = new Collector({ registry, logger });
    closers.push(() => collector.close());
    collector.apply([entry('a')]);
    await collector.refresh('a');
    const cluster = composeCluster(collector.records[0], {
      now: Date.now(),
      includeNodes: true,
    });
    expect(cluster.nodes?.length).toBe(MAX_NODES);
    expect(cluster.totals.workloads?.total).toBe(MAX_WORKLOADS);
    expect(cluster.limitations).toEqual([
      {
        code: 'nodes-truncated',
        message: 'Only the first 20000 of 20001 nodes are shown',
        params: { count: 20_000, total: 20_001 },
        remedyCode: 'split-provider',
        remedy: expect.any(String),
      },
      expect.objectContaining({ code: 'workloads-truncated' }),
    ]);
  });

  it('refuses a list without pages that is too long to be true', () => {
    expect(limitRows([1, 2], 'Nomad')).toEqual([1, 2]);
    const tooLong = () => limitRows(new Array(MAX_ROWS + 1), 'Nomad');
    expect(tooLong).toThrow(ProviderFailure);
    expect(tooLong).toThrow('Nomad lists more than 50000 items at once');
  });
});
