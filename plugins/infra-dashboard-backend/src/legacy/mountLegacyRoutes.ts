import type {
  LoggerService,
  RootHttpRouterService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import type { ConfigReport } from '../config';
import type { Inventory } from '../inventory';
import type { AccessControl } from '../permissions';
import { createLegacyRouter } from './createLegacyRouter';
import { readLegacyOptions } from './readLegacyOptions';

const PATH = '/api/proxmox';

/**
 * Serves the earlier dashboard's routes if they are configured. They are mounted after all
 * plugins have started, because a plugin with the id `proxmox` owns the path in any order of
 * start.
 */
export function mountLegacyRoutes(
  options: { inventory: Inventory; access: AccessControl } & {
    report: ConfigReport;
    logger: LoggerService;
    rootHttpRouter: RootHttpRouterService;
    rootLifecycle: RootLifecycleService;
  },
): void {
  const { report, logger, rootHttpRouter, rootLifecycle } = options;
  const { enabled, allowUnauthenticated } = readLegacyOptions(report);
  if (!enabled) return;
  const router = createLegacyRouter({ ...options, allowUnauthenticated });
  rootLifecycle.addStartupHook(() => {
    try {
      rootHttpRouter.use(PATH, router);
    } catch (error) {
      logger.error(
        `The earlier dashboard's routes are not served: ${
          (error as Error).message
        }. Remove what uses ${PATH}, or set infraDashboard.legacyRoutes.enabled to false`,
      );
    }
  });
}
