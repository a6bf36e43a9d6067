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

/** Lets one of all replicas look every half minute whether an owner has to be told. */
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
      inventory
        .records(() => true)
        .map(record => ({
          cluster: composeCluster(record, {
            now: Date.now(),
            includeNodes: true,
          }),
          owner: record.entry.owner,
        })),
  });
  await scheduler.scheduleTask({
    id: 'infra-dashboard-notifications',
    frequency: { seconds: 30 },
    timeout: { minutes: 1 },
    // The first reads have to be in before anything is told.
    initialDelay: { seconds: 30 },
    scope: 'global',
    fn: () => notifier.look(),
  });
}
