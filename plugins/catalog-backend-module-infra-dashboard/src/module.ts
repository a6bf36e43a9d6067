import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { describeIssues } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readConfig } from './config';
import { DomainProcessor } from './DomainProcessor';
import { IdleEntityProvider } from './IdleEntityProvider';
import { InfraDashboardEntityProvider } from './InfraDashboardEntityProvider';
import { InventoryReader } from './inventory';
import { CatalogNames, EntityLedger } from './sync';

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
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ processing, scheduler, ...deps }) {
        const { issues, value: config } = readConfig(deps.config);
        processing.addProcessor(new DomainProcessor());
        if (!config) {
          deps.logger.error(
            `The configuration is invalid: ${describeIssues(
              issues,
            )}. Clusters and nodes in the catalog stay as they are`,
          );
          processing.addEntityProvider(new IdleEntityProvider());
          return;
        }
        processing.addEntityProvider(
          new InfraDashboardEntityProvider({
            config,
            ledger: await EntityLedger.create(deps.database),
            logger: deps.logger,
            names: new CatalogNames(deps),
            reader: new InventoryReader(deps),
            taskRunner: scheduler.createScheduledTaskRunner(config.schedule),
          }),
        );
      },
    });
  },
});
