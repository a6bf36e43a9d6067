import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import infraDashboardPlugin from '..';
import { openDatabase } from '../database';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { NotificationMemory } from './NotificationMemory';
import { OwnerNotifier, type OwnedCluster } from './OwnerNotifier';
import { testDatabases } from '../__testUtils__/testDatabases';

jest.setTimeout(60_000);

const cluster = (more: Partial<ClusterStatus> = {}): ClusterStatus => ({
  name: 'prod 1',
  provider: 'nomad',
  health: 'healthy',
  freshness: { state: 'fresh', observedAt: '2026-01-01T00:00:00.000Z' },
  totals: { cpu: {}, memory: {}, nodes: { total: 0 } },
  ...more,
});
const DEAD = cluster({
  health: 'unknown',
  error: { code: 'TIMEOUT', message: 'No response' },
});
const MINUTE = 60_000;

describe('OwnerNotifier', () => {
  const databases = testDatabases();

  it.each(databases.eachSupportedId())(
    'notifies the owner once over all replicas, and on recovery (%s)',
    async id => {
      const knex = await databases.init(id);
      const database = mockServices.database({ knex });
      const send = jest.fn(async () => {});
      let clusters: OwnedCluster[] = [];
      const replica = async () =>
        new OwnerNotifier({
          notifications: { send },
          memory: new NotificationMemory(await openDatabase(database)),
          listClusters: () => clusters,
          logger: mockServices.logger.mock(),
          unhealthyAfterMs: 2 * MINUTE,
          healthyAfterMs: 5 * MINUTE,
        });
      const replicas = [await replica(), await replica()];
      const observeAt = async (minutes: number[]) => {
        for (const minute of minutes) {
          await replicas[minute % 2].look(1_700_000_000_000 + minute * MINUTE);
        }
      };

      const owner = 'group:default/ops';
      clusters = [
        { cluster: DEAD, owner },
        { cluster: cluster({ name: 'nobody', error: DEAD.error }) },
        { cluster: cluster({ name: 'healthy' }), owner },
      ];
      await observeAt([0, 1]);
      expect(send).not.toHaveBeenCalled();
      send.mockRejectedValueOnce(new Error('Notifications are down'));
      await observeAt([2]);
      await observeAt([3, 4, 5, 6]);
      expect(send).toHaveBeenCalledTimes(2);
      expect(send).toHaveBeenLastCalledWith({
        recipients: { type: 'entity', entityRef: owner },
        payload: {
          title: 'prod 1 is unhealthy',
          description: 'It cannot be read: No response',
          link: '/infrastructure/clusters/prod%201',
          severity: 'critical',
          topic: 'infra-dashboard',
          scope: 'infra-dashboard/prod 1',
        },
      });

      clusters = [{ cluster: cluster(), owner }];
      await observeAt([7, 8, 9, 10, 11]);
      expect(send).toHaveBeenCalledTimes(2);
      await observeAt([12, 13]);
      expect(send).toHaveBeenCalledTimes(3);
      expect(send).toHaveBeenLastCalledWith(
        expect.objectContaining({
          payload: expect.objectContaining({
            title: 'prod 1 is healthy again',
            severity: 'normal',
            scope: 'infra-dashboard/prod 1',
          }),
        }),
      );
      expect(await knex('notified_clusters').select()).toEqual([]);
    },
  );

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
      payload: { title: 'invalid is unhealthy' },
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
