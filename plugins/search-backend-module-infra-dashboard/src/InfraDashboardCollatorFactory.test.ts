import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { InfraDashboardCollatorFactory } from './InfraDashboardCollatorFactory';

type Reply = {
  items?: unknown[];
  totalItems?: number;
  nextCursor?: string;
};

const cluster = (name: string, state: string, more: object = {}) => ({
  name,
  freshness: { state: 'fresh' },
  workloadsFreshness: { state },
  ...more,
});

const row = (id: number) => ({
  id: `id-${id}`,
  name: `workload-${id}`,
  cluster: 'c',
  provider: 'nomad',
  type: 'allocation',
  status: 'running',
  health: 'healthy',
});

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('InfraDashboardCollatorFactory', () => {
  let server: Server;
  let requests: string[];
  const logger = mockServices.logger.mock();

  /** Responds with what is given for each path; the last reply stays. */
  async function start(replies: Record<string, Reply[]>) {
    requests = [];
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url!, 'http://localhost');
      requests.push(request.url!);
      const queue = replies[pathname];
      const reply = queue.length > 1 ? queue.shift() : queue[0];
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(reply));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const knex = await databases.init('SQLITE_3');
    return (timeoutMs: number, maxDocuments?: number) =>
      new InfraDashboardCollatorFactory({
        auth: mockServices.auth(),
        database: mockServices.database({ knex }),
        discovery: mockServices.discovery.mock({
          getBaseUrl: async () => `http://127.0.0.1:${port}`,
        }),
        logger,
        dashboardPath: '/infrastructure',
        batchSize: 500,
        withOwners: true,
        timeoutMs,
        maxDocuments,
      }).getCollator();
  }

  afterEach(async () => {
    jest.clearAllMocks();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  it('waits for clusters during their first read, but not for broken ones', async () => {
    const broken = cluster('broken', 'pending', { error: { code: 'TIMEOUT' } });
    const collate = await start({
      '/clusters': [
        { items: [broken, cluster('late', 'pending')] },
        { items: [broken, cluster('late', 'fresh')] },
      ],
      '/workloads': [{ items: [row(1)] }],
    });
    const documents = await (await collate(5_000)).toArray();
    expect(documents).toHaveLength(1);
    expect(requests).toEqual([
      '/clusters',
      '/clusters',
      '/workloads?limit=500&sort=cluster',
    ]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('continues without clusters that take too long, and logs them', async () => {
    const collate = await start({
      '/clusters': [{ items: [cluster('slow', 'pending')] }],
      '/workloads': [{ items: [row(1), { id: 7 }] }],
    });
    expect(await (await collate(10)).toArray()).toHaveLength(1);
    expect(logger.warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringContaining('slow'),
      expect.stringMatching(/^1 workload/),
    ]);
  });

  it('stops at the memory limit of the search engine, and logs how many are missing', async () => {
    const items = Array.from({ length: 500 }, (_, index) => row(index));
    const collate = await start({
      '/clusters': [{ items: [] }],
      '/workloads': [
        { items, totalItems: 1_500, nextCursor: '2' },
        { items, totalItems: 1_500, nextCursor: '3' },
      ],
    });
    expect(await (await collate(10, 600)).toArray()).toHaveLength(600);
    expect(requests).toHaveLength(3);
    expect(logger.warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(/^Only 600 of 1500 workloads .*maxDocuments/),
    ]);
  });

  it('requests a page after the previous one is consumed', async () => {
    const items = Array.from({ length: 500 }, (_, index) => row(index));
    const collate = await start({
      '/clusters': [{ items: [] }],
      '/workloads': [
        { items, nextCursor: '2' },
        { items, nextCursor: '3' },
        { items: [] },
      ],
    });
    const stream = await collate(10);
    const iterator = stream[Symbol.asyncIterator]();
    for (let index = 0; index < 400; index += 1) await iterator.next();
    expect(requests).toHaveLength(2);
    await iterator.return!();
    expect(requests).toHaveLength(2);
  });

  it.each([
    ['a page that comes again', { items: [row(1)], nextCursor: '1' }],
    ['an reply without a list', {}],
  ])('fails for %s', async (_, reply) => {
    const collate = await start({
      '/clusters': [{ items: [] }],
      '/workloads': [reply],
    });
    const stream = await collate(10);
    await expect(stream.toArray()).rejects.toThrow('infra-dashboard backend');
  });
});
