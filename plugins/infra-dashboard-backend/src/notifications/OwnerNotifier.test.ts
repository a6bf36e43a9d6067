import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
import infraDashboardPlugin from '..';
import { openDatabase } from '../database';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import type { ClusterProblem } from '../problems';
import { findProblems } from '../problems/findProblems';
import type { ProblemCluster } from '../problems/types';
import { createRandom } from '../permissions/__testUtils__/createPolicy';
import { fakeWorkload } from '../testing/FakeProvider';
import { NotificationMemory } from './NotificationMemory';
import { OwnerNotifier } from './OwnerNotifier';
import { testDatabases } from '../__testUtils__/testDatabases';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const OPS = 'group:default/ops';
const SHOP = 'group:default/shop';

const problem = (more: Partial<ClusterProblem> = {}): ClusterProblem => ({
  ...{ id: 'n1', kind: 'node-down', severity: 'critical', node: 'pve 3' },
  ...{ cluster: 'prod 1', provider: 'nomad', count: 1 },
  ...{ affected: [], affectedTotal: 0, entityRefs: [], ownerRefs: [OPS] },
  ...more,
});

describe('OwnerNotifier', () => {
  const databases = testDatabases();

  async function watch(
    id: TestDatabaseId,
    delays = { unhealthyAfterMs: 2 * MINUTE, healthyAfterMs: 5 * MINUTE },
  ) {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    const send = jest.fn(async (_: any) => {});
    const seen = {
      problems: [] as ClusterProblem[],
      clusters: new Set(['prod 1']),
      configured: new Set(['prod 1']),
      ownerOf: new Map([['prod 1', OPS]]),
      muted: new Set<string>(),
    };
    const replica = async () =>
      new OwnerNotifier({
        ...delays,
        notifications: { send },
        dashboardPath: '/infra',
        memory: new NotificationMemory(await openDatabase(database)),
        list: async () => ({
          ...seen,
          isMuted: one => seen.muted.has(one.id) || seen.muted.has(one.cluster),
        }),
        logger: mockServices.logger.mock(),
      });
    const replicas = [await replica(), await replica()];
    let looks = 0;
    return {
      ...{ knex, send, seen },
      lookAt: async (...minutes: number[]) => {
        for (const minute of minutes) {
          looks += 1;
          await replicas[looks % 2].look(1_700_000_000_000 + minute * MINUTE);
        }
      },
      /** Recipient and title of what was sent since the last time. */
      notified: () => {
        const calls = send.mock.calls.map(([{ payload, recipients }]) => [
          recipients.entityRef.replace('group:default/', ''),
          payload.title,
        ]);
        send.mockClear();
        return calls;
      },
    };
  }

  it.each(databases.eachSupportedId())(
    'notifies each owner once of a cause with its list, and of its end (%s)',
    async id => {
      const { knex, lookAt, seen, send, notified } = await watch(id);
      const affected = Array.from({ length: 7 }, (_, index) =>
        fakeWorkload('prod 1', `vm-${index}`, {
          ...(index === 6 && { ownerRef: SHOP }),
        }),
      );
      seen.problems = [
        problem({
          ...{ affected, affectedTotal: 7, ownerRefs: [OPS, SHOP] },
          statusReason: 'No heartbeat',
        }),
        problem({ id: 'n2', ownerRefs: [] }),
      ];
      await lookAt(0, 1);
      expect(send).not.toHaveBeenCalled();
      send.mockRejectedValueOnce(new Error('Notifications are down'));
      await lookAt(2, 3, 4, 5, 6);
      expect(send).toHaveBeenCalledTimes(3);
      expect(send).toHaveBeenCalledWith({
        recipients: { type: 'entity', entityRef: OPS },
        payload: {
          title: 'pve 3 (prod 1) is down',
          description:
            'No heartbeat. Affected: vm-0, vm-1, vm-2, vm-3, vm-4 and 2 more',
          link: '/infra/clusters/prod%201/nodes/pve%203',
          severity: 'critical',
          topic: 'infra-dashboard',
          scope: 'infra-dashboard/n1',
        },
      });
      // A message names the workloads of its owner only.
      expect(send).toHaveBeenCalledWith({
        recipients: { type: 'entity', entityRef: SHOP },
        payload: expect.objectContaining({
          description: 'No heartbeat. Affected: vm-6',
        }),
      });
      notified();
      seen.problems = [];
      // Nothing is known of the cluster, which is not that all is well.
      seen.clusters = new Set();
      await lookAt(7, 20);
      seen.clusters = new Set(['prod 1']);
      await lookAt(21, 22, 25);
      expect(notified()).toEqual([]);
      await lookAt(26, 27);
      expect(notified()).toEqual([
        ['ops', 'Over: pve 3 (prod 1) is down'],
        ['shop', 'Over: pve 3 (prod 1) is down'],
      ]);
      await lookAt(70);
      expect(await knex('notified_problems').select()).toEqual([]);
    },
  );

  it('is quiet while a problem or its cluster is muted', async () => {
    const { knex, lookAt, seen, notified } = await watch('SQLITE_3');
    seen.problems = [problem(), problem({ id: 'n2', node: 'pve4' })];
    seen.muted.add('n1');
    await lookAt(0, 2, 4);
    expect(notified()).toEqual([['ops', 'pve4 (prod 1) is down']]);
    // The end of what is muted is no message either.
    seen.muted.add('prod 1');
    seen.problems = [problem()];
    await lookAt(5, 61, 62);
    expect(notified()).toEqual([]);
    expect(await knex('notified_problems').select()).toEqual([]);
    seen.muted.clear();
    await lookAt(63, 65);
    expect(notified()).toEqual([['ops', 'pve 3 (prod 1) is down']]);
  });

  it('remembers over a mute when it reported the problem', async () => {
    const { lookAt, seen, notified } = await watch('SQLITE_3');
    seen.problems = [problem()];
    await lookAt(0, 2);
    expect(notified()).toEqual([['ops', 'pve 3 (prod 1) is down']]);
    seen.muted.add('n1');
    seen.problems = [];
    await lookAt(10, 15);
    seen.muted.clear();
    seen.problems = [problem()];
    await lookAt(20, 23, 61);
    expect(notified()).toEqual([]);
    await lookAt(62);
    expect(notified()).toEqual([['ops', 'pve 3 (prod 1) is down']]);
  });

  it('does not report as over what is part of another problem', async () => {
    const { lookAt, seen, notified } = await watch('SQLITE_3');
    // A node that is a machine, before it is known that its host is down.
    seen.problems = [problem({ id: 'worker', node: 'worker' })];
    await lookAt(0, 2);
    expect(notified()).toEqual([['ops', 'worker (prod 1) is down']]);
    seen.problems = [
      problem({
        ...{ id: 'rack', node: 'rack', replaces: [{ id: 'worker' }] },
        ownerRefs: [OPS, SHOP],
      }),
    ];
    await lookAt(3, 5, 20);
    expect(notified()).toEqual([['shop', 'rack (prod 1) is down']]);
    // The machine moved, its host is still down.
    seen.problems = [problem({ id: 'rack', node: 'rack' })];
    await lookAt(21, 23, 26);
    expect(notified()).toEqual([
      ['ops', 'rack (prod 1) is down'],
      ['ops', 'Over: worker (prod 1) is down'],
    ]);
    seen.problems = [];
    await lookAt(27, 32);
    expect(notified().sort()).toEqual([
      ['ops', 'Over: rack (prod 1) is down'],
      ['shop', 'Over: rack (prod 1) is down'],
    ]);
  });

  it('reports that the last node fails too, and the end of each', async () => {
    const { lookAt, seen, notified } = await watch('SQLITE_3');
    const first = problem({ node: 'n1' });
    const whole = problem({
      ...{ id: 'all', kind: 'cluster-failed', node: undefined },
      replaces: [{ id: 'n1' }, { id: 'n2' }],
    });
    seen.problems = [first];
    await lookAt(0, 2);
    expect(notified()).toEqual([['ops', 'n1 (prod 1) is down']]);
    seen.problems = [whole];
    await lookAt(3, 5, 20);
    expect(notified()).toEqual([['ops', 'prod 1 has failed']]);
    seen.problems = [first];
    await lookAt(21, 26);
    expect(notified()).toEqual([['ops', 'Over: prod 1 has failed']]);
    seen.problems = [];
    await lookAt(27, 32);
    expect(notified()).toEqual([['ops', 'Over: n1 (prod 1) is down']]);
  });

  it('reports no end while the problem is there, also to owners whom it does not affect any more', async () => {
    const { knex, lookAt, seen, notified } = await watch('SQLITE_3');
    const owners = async () =>
      (await knex('notified_problems').select('owner')).map(one => one.owner);
    const everyone = problem({ ownerRefs: [OPS, SHOP] });
    seen.problems = [everyone];
    await lookAt(0, 2);
    expect(notified()).toHaveLength(2);
    seen.problems = [problem()];
    await lookAt(3, 10, 30);
    expect(notified()).toEqual([]);
    seen.problems = [];
    await lookAt(31, 36);
    expect(notified().sort()).toEqual([
      ['ops', 'Over: pve 3 (prod 1) is down'],
      ['shop', 'Over: pve 3 (prod 1) is down'],
    ]);
    // An owner who was not affected for an hour hears of it again.
    seen.problems = [everyone];
    await lookAt(100, 102);
    expect(notified()).toHaveLength(2);
    seen.problems = [problem()];
    await lookAt(103, 163);
    expect(await owners()).toEqual([OPS]);
    seen.problems = [everyone];
    await lookAt(164, 166);
    expect(notified()).toEqual([['shop', 'pve 3 (prod 1) is down']]);
  });

  it('forgets without a message what is of a cluster that is not configured any more', async () => {
    const { knex, lookAt, seen, notified } = await watch('SQLITE_3');
    seen.problems = [problem()];
    await lookAt(0, 2);
    expect(notified()).toHaveLength(1);
    seen.problems = [];
    seen.clusters = new Set(['prod 2']);
    seen.configured = new Set(['prod 2']);
    await lookAt(3, 8, 63);
    expect(notified()).toEqual([]);
    expect(await knex('notified_problems').select()).toEqual([]);
  });

  it('sends at most one message per owner and cause where 200 objects flap', async () => {
    const { lookAt, seen, notified } = await watch('SQLITE_3', {
      ...{ unhealthyAfterMs: 0, healthyAfterMs: MINUTE },
    });
    const random = createRandom(20_261_128);
    const all = Array.from({ length: 200 }, (_, index) =>
      problem({ id: `p${index}`, node: `n${index}` }),
    );
    const sent: string[] = [];
    for (let minute = 0; minute <= 10; minute += 0.5) {
      seen.problems = all.filter(() => random(3) > 0);
      await lookAt(minute);
      sent.push(...notified().map(words => words.join(' ')));
    }
    const begun = sent.filter(one => !one.includes('Over: '));
    expect(begun.length).toBeGreaterThan(150);
    expect(new Set(begun).size).toBe(begun.length);
    expect(new Set(sent).size).toBe(sent.length);
  });

  it('sends one message at most, its end included, while 200 apps flap for ten minutes', async () => {
    const { lookAt, seen, send } = await watch('SQLITE_3');
    const random = createRandom(20_261_129);
    const flap = (index: number) =>
      fakeWorkload('prod 1', `app-${index}`, {
        ...{ type: 'deployment', health: random(6) ? 'failed' : 'healthy' },
        ownerRef: `group:default/team-${index % 5}`,
        statusReason: `${random(3)} of 3 replicas are ready`,
        // Half of them wait for one of a few images.
        ...(index % 2 && {
          images: [`image-${index % 3}`],
          statusReason: `Back-off pulling image "image-${index % 3}"`,
        }),
      });
    const messages = () =>
      send.mock.calls.map(([{ payload, recipients }]) =>
        JSON.stringify([recipients.entityRef, payload.scope]),
      );
    for (let minute = 0; minute <= 10; minute += 0.5) {
      const all = Array.from({ length: 200 }, (_, index) => flap(index));
      const found = await findProblems(
        {
          cluster: {
            ...{ name: 'prod 1', provider: 'nomad', health: 'healthy' },
            freshness: { state: 'fresh' },
          } as ProblemCluster,
          ...{ nodes: [], controllers: [] },
          workloads: all.filter(({ health }) => health === 'failed'),
        },
        () => 'app',
      );
      seen.problems = found.map(one => ({
        ...{ ...one, cluster: 'prod 1', provider: 'nomad' },
      }));
      await lookAt(minute);
    }
    // All of the apps that fail by themselves, and the images for each owner.
    expect(messages().length).toBeGreaterThan(80);
    expect(messages().length).toBeLessThanOrEqual(100 + 3 * 5);
    expect(new Set(messages()).size).toBe(messages().length);
    // What was reported ends once, long after the flapping.
    const begun = messages().length;
    seen.problems = [];
    await lookAt(10.5, 12, 15.5, 16, 17, 60);
    expect(messages()).toHaveLength(2 * begun);
  });

  async function start(notifications: object | undefined) {
    const scheduler = mockServices.scheduler();
    const logger = mockServices.rootLogger();
    const logged = jest.spyOn(logger, 'error').mockImplementation(() => {});
    jest.spyOn(logger, 'child').mockReturnValue(logger);
    const send = jest.fn(async (_options: object) => {});
    const backend = await startTestBackend({
      features: [
        infraDashboardPlugin,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => logger,
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
              ...(notifications && { notifications }),
              providers: [
                {
                  name: 'invalid',
                  type: 'vsphere',
                  owner: 'group:default/ops',
                },
              ],
            },
          },
        }),
      ],
    });
    return { backend, send, scheduler, logged };
  }

  it('is wired to what is read, where it is switched on', async () => {
    const { backend, send, scheduler } = await start({
      enabled: true,
      unhealthyAfter: { milliseconds: 0 },
    });
    await waitFor(async () => {
      await scheduler.triggerTask('infra-dashboard-notifications');
      expect(send).toHaveBeenCalled();
    });
    expect(send.mock.calls[0][0]).toMatchObject({
      recipients: { entityRef: 'group:default/ops' },
      payload: { title: 'invalid is misconfigured' },
    });
    await backend.stop();
  });

  it('is off by default, and where a key is wrong, which is logged', async () => {
    const logs: string[] = [];
    for (const options of [
      undefined,
      { enabled: true, healthyAfter: 'soon' },
      { enabled: 'perhaps' },
    ]) {
      const { backend, scheduler, logged } = await start(options);
      expect(await scheduler.getScheduledTasks()).not.toContainEqual(
        expect.objectContaining({ id: 'infra-dashboard-notifications' }),
      );
      logs.push(...logged.mock.calls.map(([line]) => String(line)));
      await backend.stop();
    }
    expect(logs.filter(line => line.endsWith('Notifications are off'))).toEqual(
      [
        expect.stringContaining('infraDashboard.notifications.healthyAfter'),
        expect.stringContaining('infraDashboard.notifications.enabled'),
      ],
    );
  });
});
