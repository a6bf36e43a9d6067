import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import {
  demoFleet,
  startSimulator,
  type Simulator,
} from '@infra-dashboard/simulator';
import { Socket } from 'node:net';
import request from 'supertest';
import infraDashboardPlugin from '.';

jest.setTimeout(120_000);

/** Requests that are no GET: logins, and questions about the own rights. */
const QUESTIONS = [
  /^POST \/api2\/json\/access\/ticket$/,
  /^POST \/v3\/auth\/tokens$/,
  /^POST \/apis\/(authorization|authentication)\.k8s\.io\/v1\/self\w+reviews$/,
];

describe('everything that the plugin does on its own and for a user', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const cached: unknown[] = [];
  const hosts = new Set<string>();
  let knex: Awaited<ReturnType<typeof databases.init>>;
  let simulator: Simulator;
  let backend: TestBackend;
  let secrets: string[];

  const send = (method: 'get' | 'post', path: string) =>
    request(backend.server)
      [method](`/api/infra-dashboard${path}`)
      .set('Authorization', mockCredentials.user.header());

  beforeAll(async () => {
    const connect = Socket.prototype.connect;
    jest
      .spyOn(Socket.prototype, 'connect')
      .mockImplementation(function record(this: Socket, ...args: any[]) {
        const [first] = args.flat();
        hosts.add(String(first?.host ?? 'localhost'));
        return connect.apply(this, args as any);
      });
    simulator = await startSimulator({ fleet: demoFleet() });
    const providers = simulator.providersConfig();
    secrets = providers.flatMap(entry =>
      ['tokenSecret', 'serviceAccountToken', 'password'].flatMap(key => {
        const value = (entry as Record<string, unknown>)[key];
        return typeof value === 'string' ? [value] : [];
      }),
    );
    knex = await databases.init('SQLITE_3');
    backend = await startTestBackend({
      features: [
        infraDashboardPlugin,
        mockServices.cache.mock({
          get: async () => undefined,
          set: async (...args) => void cached.push(args),
        }).factory,
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => mockServices.database({ knex }),
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: {
              defaults: { refreshInterval: '1s', timeout: '3s' },
              providers,
            },
          },
        }),
      ],
    });
    const clusters = await waitFor(async () => {
      const { body } = await send('get', '/clusters?include=nodes');
      const items: ClusterStatus[] = body.items;
      const pending = items.filter(
        one => !one.error && one.workloadsFreshness?.state !== 'fresh',
      );
      if (pending.length > 0) {
        throw new Error(`Not read yet: ${pending.map(({ name }) => name)}`);
      }
      return items;
    });
    for (const { name, nodes = [] } of clusters) {
      const cluster = `/clusters/${encodeURIComponent(name)}`;
      await send('post', `/providers/${name}/test`);
      await send('post', `/providers/${name}/refresh`);
      await send('get', cluster);
      await send('get', `${cluster}/history`);
      const [node] = nodes;
      if (!node) continue;
      for (const part of ['', '/impact', '/workloads']) {
        await send('get', `${cluster}/nodes/${node.name}${part}`);
      }
      const { body } = await send('get', `${cluster}/workloads`);
      for (const { id } of body.items.slice(0, 3)) {
        const workload = `/workloads/${name}/${encodeURIComponent(id)}`;
        const path = `${workload}?include=detail,events`;
        const { status } = await send('get', path);
        if (status !== 200) throw new Error(`${path}: ${status}`);
      }
    }
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await backend?.stop();
    await simulator?.stop();
  });

  it('changes nothing on a platform: it only reads, signs in and reviews its rights', () => {
    const requests = simulator.requests
      .list()
      .map(({ method, path }) => `${method} ${path.split('?')[0]}`);
    expect(requests.length).toBeGreaterThan(50);
    const others = requests.filter(one => !one.startsWith('GET '));
    expect(others.length).toBeGreaterThan(0);
    expect(
      others.filter(one => !QUESTIONS.some(question => question.test(one))),
    ).toEqual([]);
  });

  it('connects to what is configured only, to no node and to no guest', () => {
    expect(hosts.size).toBeGreaterThan(0);
    expect(
      [...hosts].filter(host => !['127.0.0.1', 'localhost'].includes(host)),
    ).toEqual([]);
  });

  it('writes no credential into the database or the cache', async () => {
    const tables: Array<{ name: string }> = await knex
      .select('name')
      .from('sqlite_master')
      .where({ type: 'table' });
    const rows = await Promise.all(
      tables.map(async ({ name }) => [name, await knex(name).select()]),
    );
    const text = JSON.stringify([rows, cached]);
    expect(text).toContain('pve-paris');
    expect(cached).not.toEqual([]);
    expect(secrets.length).toBeGreaterThan(2);
    expect(secrets.filter(secret => text.includes(secret))).toEqual([]);
  });
});
