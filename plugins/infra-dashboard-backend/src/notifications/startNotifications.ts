import type {
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { openDatabase } from '../database';
import type { Inventory } from '../inventory';
import { findVisibleProblems } from '../inventory/VisibleProblems';
import { EVERYTHING } from '../permissions';
import { ALL_ENTITIES } from '../permissions/VisibleEntities';
import { findMutes } from '../problems';
import { NotificationMemory } from './NotificationMemory';
import { OwnerNotifier, type Seen } from './OwnerNotifier';
import { placesOf } from './placesOf';
import type { NotificationOptions } from './readNotificationOptions';

async function listProblems(inventory: Inventory): Promise<Seen> {
  const problems = await findVisibleProblems({
    ...{ inventory, visible: EVERYTHING, entities: ALL_ENTITIES },
  });
  const muteOf = findMutes(await inventory.problems.mutes.list());
  return {
    problems,
    ...placesOf(inventory.records(EVERYTHING)),
    isMuted: problem => muteOf(problem) !== undefined,
  };
}

/** Lets one of all replicas check every half minute whether an owner must be notified. */
export async function startNotifications(options: {
  settings: NotificationOptions;
  database: DatabaseService;
  scheduler: SchedulerService;
  notifications: NotificationService;
  inventory: Inventory;
  logger: LoggerService;
}): Promise<void> {
  const { database, inventory, scheduler, settings } = options;
  const notifier = new OwnerNotifier({
    ...options,
    ...settings,
    memory: new NotificationMemory(await openDatabase(database)),
    list: () => listProblems(inventory),
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
