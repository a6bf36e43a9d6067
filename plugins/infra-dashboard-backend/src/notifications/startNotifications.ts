import type {
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { openDatabase } from '../database';
import { composeCluster, type Inventory } from '../inventory';
import type { Hysteresis } from './advance';
import { NotificationMemory } from './NotificationMemory';
import { OwnerNotifier } from './OwnerNotifier';
import { EVERYTHING } from '../permissions';

/** Lets one of all replicas check every half minute whether an owner must be notified. */
export async function startNotifications(options: {
  hysteresis: Hysteresis;
  database: DatabaseService;
  scheduler: SchedulerService;
  notifications: NotificationService;
  inventory: Inventory;
  logger: LoggerService;
}): Promise<void> {
  const { database, hysteresis, inventory, scheduler } = options;
  const notifier = new OwnerNotifier({
    ...options,
    ...hysteresis,
    memory: new NotificationMemory(await openDatabase(database)),
    listClusters: () =>
      inventory.records(EVERYTHING).map(record => ({
        cluster: composeCluster(record, {
          now: inventory.now,
          includeNodes: true,
        }),
        owner: record.entry.owner,
      })),
  });
  await scheduler.scheduleTask({
    id: 'infra-dashboard-notifications',
    frequency: { seconds: 30 },
    timeout: { minutes: 1 },
    // The first reads must be complete before anything is reported.
    initialDelay: { seconds: 30 },
    scope: 'global',
    fn: () => notifier.look(inventory.now),
  });
}
