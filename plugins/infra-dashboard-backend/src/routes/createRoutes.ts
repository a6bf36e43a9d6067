import { capacityRoutes } from './capacity';
import { changeRoutes } from './changes';
import { clusterRoutes } from './clusters';
import { healthRoutes } from './health';
import { historyRoutes } from './history';
import { nodeRoutes } from './nodes';
import { problemRoutes } from './problems';
import { platformRoutes } from './platforms';
import { providerRoutes } from './providers';
import type { Route } from './Route';
import type { RouteDependencies } from './RouteDependencies';
import { storageRoutes } from './storages';
import { summaryRoutes } from './summary';
import { unownedRoutes } from './unowned';
import { workloadRoutes } from './workloads';

/** Every route of the API. */
export function createRoutes(dependencies: RouteDependencies): Route[] {
  return [
    ...clusterRoutes(),
    ...nodeRoutes(),
    ...workloadRoutes(),
    ...storageRoutes(),
    ...summaryRoutes(),
    ...changeRoutes(),
    ...problemRoutes(),
    ...unownedRoutes(),
    ...capacityRoutes(dependencies),
    ...historyRoutes(dependencies),
    ...platformRoutes(dependencies),
    ...providerRoutes(dependencies),
    ...healthRoutes(dependencies),
  ];
}
