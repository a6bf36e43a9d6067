import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { readConfig } from './config';
import { DomainProcessor } from './DomainProcessor';
import { InfraDashboardEntityProvider } from './InfraDashboardEntityProvider';
import { InventoryReader } from './inventory';
import { EntityLedger } from './sync';

/**
 * Brings clusters and nodes into the catalog.
 *
 * @public
 */
export const catalogModuleInfraDashboard = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'infra-dashboard',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ processing, scheduler, ...deps }) {
        const config = readConfig(deps.config);
        processing.addProcessor(new DomainProcessor());
        processing.addEntityProvider(
          new InfraDashboardEntityProvider({
            config,
            ledger: await EntityLedger.create(deps.database),
            logger: deps.logger,
            reader: new InventoryReader(deps),
            taskRunner: scheduler.createScheduledTaskRunner(config.schedule),
          }),
        );
      },
    });
  },
});
