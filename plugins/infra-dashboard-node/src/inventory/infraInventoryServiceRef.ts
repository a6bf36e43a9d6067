import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { InfraInventoryService } from './InfraInventoryService';
import { InventoryClient } from './InventoryClient';

/**
 * The inventory, for plugins and modules of any backend of the portal.
 *
 * @public
 */
export const infraInventoryServiceRef = createServiceRef<InfraInventoryService>(
  {
    id: 'infra-dashboard.inventory',
    scope: 'plugin',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: { auth: coreServices.auth, discovery: coreServices.discovery },
        factory: deps => new InventoryClient(deps),
      }),
  },
);
