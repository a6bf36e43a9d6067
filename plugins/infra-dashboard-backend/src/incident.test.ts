import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import {
  createIncident,
  fleetSchema,
  startSimulator,
  type Simulator,
} from '@infra-dashboard/simulator';
import request from 'supertest';
import infraDashboardPlugin from '.';

jest.setTimeout(120_000);

const GUESTS = 60;

/** Sixty guests on one node; one of them is a node of Kubernetes. */
const fleet = () =>
  fleetSchema.parse({
    clusters: [
      {
        // Of versions whose support does not end, whenever this runs.
        ...{ name: 'hosts', type: 'proxmox', version: '9999.1.1' },
        nodes: ['one', 'two', 'three'].map(name => ({ name })),
        workloads: Array.from({ length: GUESTS }, (_, index) => ({
          ...{ vmid: 100 + index, name: `vm-${index}`, node: 'one' },
          ...{ hastate: 'started', pool: index % 2 ? 'shop' : 'pay' },
        })),
      },
      {
        ...{ name: 'pods', type: 'kubernetes', version: 'v9999.1.1' },
        nodes: [
          { name: 'worker-1', providerId: 'proxmox://hosts/100' },
          { name: 'worker-2' },
        ],
        workloads: [
          {
            ...{ name: 'api-7c9f8d6b5-x2k4z', node: 'worker-1' },
            ...{ deployment: 'api', namespace: 'api' },
          },
        ],
      },
    ],
  });

describe('an incident', () => {
  const scheduler = mockServices.scheduler();
  const send = jest.fn(async (_options: object) => {});
  let simulator: Simulator;
  let backend: TestBackend;

  const api = (method: 'get' | 'post', path: string) =>
    request(backend.server)
      [method](`/api/infra-dashboard${path}`)
      .set('Authorization', mockCredentials.user.header());

  const readAll = async () => {
    for (const name of ['hosts', 'pods']) {
      await api('post', `/providers/${name}/refresh`).expect(200);
    }
  };

  const listProblems = async (query = '') => {
    const { body } = await api('get', `/problems${query}`).expect(200);
    return body.items as any[];
  };

  /** Where each object runs and how it is, as a user sees it. */
  async function readObjects(): Promise<Map<string, Record<string, string>>> {
    const { body: nodes } = await api('get', '/nodes?limit=1000').expect(200);
    const { body: workloads } = await api(
      'get',
      '/workloads?limit=1000',
    ).expect(200);
    return new Map([
      ...nodes.items.map(({ cluster, health, name }: any) => [
        `${cluster} ${name}`,
        { health },
      ]),
      ...workloads.items.map(({ cluster, health, name, node }: any) => [
        `${cluster} ${name}`,
        { health, moved: `${node}` },
      ]),
    ]);
  }

  /** What differs between two looks: kind and object, before and after. */
  async function differencesOf(
    before: Awaited<ReturnType<typeof readObjects>>,
  ): Promise<Array<{ what: string; from?: string; to: string }>> {
    return [...(await readObjects())].flatMap(([name, after]) =>
      Object.keys(after)
        .map(kind => ({
          ...{ what: `${kind} ${name}`, to: after[kind] },
          from: before.get(name)?.[kind],
        }))
        .filter(({ from, to }) => from !== to),
    );
  }

  /** Titles and recipients of the messages since the last time. */
  async function notify(): Promise<string[]> {
    send.mockClear();
    await scheduler.triggerTask('infra-dashboard-notifications');
    await scheduler.triggerTask('infra-dashboard-notifications');
    return send.mock.calls
      .map(([{ payload, recipients }]: any) =>
        [recipients.entityRef.split('/')[1], payload.title].join(': '),
      )
      .sort();
  }

  beforeAll(async () => {
    simulator = await startSimulator({ fleet: fleet() });
    const owners = { hosts: 'platform', pods: 'platform' };
    backend = await startTestBackend({
      features: [
        infraDashboardPlugin,
        catalogServiceMock.factory({ entities: [] }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({ send }),
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: {
              defaults: { refreshInterval: '1h', timeout: '10s' },
              notifications: {
                enabled: true,
                ...{ unhealthyAfter: '0s', healthyAfter: '0s' },
              },
              ownership: {
                defaults: ['shop', 'pay', 'api'].map(namespace => ({
                  namespace,
                  owner: namespace,
                })),
              },
              providers: simulator.providersConfig().map(entry => ({
                ...entry,
                owner: owners[entry.name as keyof typeof owners],
              })),
            },
          },
        }),
      ],
    });
    await waitFor(async () => {
      const { body } = await api('get', '/workloads?owner=api');
      const { body: all } = await api('get', '/workloads?owner=shop');
      if (!body.totalItems || all.totalItems !== GUESTS / 2) {
        throw new Error('Not read yet');
      }
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await simulator?.stop();
  });

  it('is one problem, one message for each owner, all changes, and over', async () => {
    const incident = createIncident(simulator.fleet, 'node-down', {
      ...{ cluster: 'hosts', object: 'one' },
    });
    const seen: Awaited<ReturnType<typeof differencesOf>> = [];
    const play = async (step: number) => {
      const before = await readObjects();
      await incident.steps[step].run(simulator);
      await readAll();
      seen.push(...(await differencesOf(before)));
    };
    await readAll();
    const atFirst = await readObjects();
    expect(await listProblems()).toEqual([]);
    expect(await notify()).toEqual([]);

    await play(0);
    const [problem, ...others] = await listProblems();
    expect(others).toEqual([]);
    expect(problem).not.toHaveProperty('replaces');
    expect(problem).toMatchObject({
      ...{ kind: 'node-down', cluster: 'hosts', node: 'one' },
      // With the pod on the node that is one of the guests.
      affected: { total: GUESTS + 1 },
    });
    // In the cluster of that node as well.
    expect(await listProblems('?cluster=pods')).toEqual([problem]);
    expect([...problem.owners.items].sort()).toEqual(
      ['api', 'pay', 'platform', 'shop'].map(one => `group:default/${one}`),
    );
    expect(await notify()).toEqual(
      ['api', 'pay', 'platform', 'shop'].map(
        owner => `${owner}: one (hosts) is down`,
      ),
    );

    // The guests move, and the node that was one of them is back; the host is not.
    await play(1);
    expect(await listProblems()).toMatchObject([
      { id: problem.id, affected: { total: 0 } },
    ]);
    expect(await notify()).toEqual([]);
    await play(2);
    expect(await listProblems()).toEqual([]);
    await play(3);
    const ended = await notify();
    expect(new Set(ended).size).toBe(ended.length);
    expect(ended).toEqual(
      ['api', 'pay', 'platform', 'shop'].map(
        owner => `${owner}: Over: one (hosts) is down`,
      ),
    );

    // All is as it was, and everything that a user saw is in the log: what goes back and forth
    // within a minute in one row, with its number.
    expect(await differencesOf(atFirst)).toEqual([]);
    const expected = new Map<string, object>();
    for (const { what } of seen) {
      const of = seen.filter(one => one.what === what);
      const [{ from }, { to }] = [of[0], of.at(-1)!];
      expected.set(what, { from, to, count: of.length });
    }
    const { body } = await api('get', '/changes?limit=1000');
    const logged = new Map<string, { from: string; count: number }>();
    for (const { cluster, count, from, kind, node, to, ...one } of [
      ...body.items,
    ].reverse()) {
      const name = one.workload?.name ?? one.storage ?? node;
      const what = `${kind} ${cluster} ${name}`;
      const last = logged.get(what) ?? { from, count: 0 };
      logged.set(what, { ...last, ...{ to, count: last.count + count } });
    }
    const moves = [...expected.keys()].filter(one => one.startsWith('moved'));
    expect(moves).toHaveLength(GUESTS);
    expect(expected.get('health hosts one')).toEqual({
      ...{ from: 'healthy', to: 'healthy', count: 2 },
    });
    for (const [what, change] of expected) {
      expect([what, logged.get(what)]).toEqual([what, change]);
    }
  });
});
