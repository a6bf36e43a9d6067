import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { InventoryService } from '../inventory';

/** What every action needs. */
export interface ActionDependencies {
  actionsRegistry: ActionsRegistryService;
  service: InventoryService;
}

/** All actions only read. */
export const READ_ONLY = {
  readOnly: true,
  destructive: false,
  idempotent: true,
} as const;
