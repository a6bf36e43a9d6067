import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { Inventory } from '../inventory';
import type { AccessControl } from '../permissions';

/** What every action needs: the same read model and permissions as the routes. */
export interface ActionDependencies {
  actionsRegistry: ActionsRegistryService;
  inventory: Inventory;
  access: AccessControl;
}

/** All actions only read. */
export const READ_ONLY = {
  readOnly: true,
  destructive: false,
  idempotent: true,
} as const;
