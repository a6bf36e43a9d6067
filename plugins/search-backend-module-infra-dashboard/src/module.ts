import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { describeIssues } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { InfraDashboardCollatorFactory } from './InfraDashboardCollatorFactory';
import { readConfig } from './readConfig';

/**
 * Makes workloads searchable.
 *
 * @public
 */
export const searchModuleInfraDashboard = createBackendModule({
  pluginId: 'search',
  moduleId: 'infra-dashboard',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ config, indexRegistry, scheduler, ...deps }) {
        const { issues, value } = readConfig(config);
        const { isInMemory, schedule, ...options } = value;
        if (issues.length > 0) {
          deps.logger.error(
            `The configuration is invalid: ${describeIssues(
              issues,
            )}. Wrong keys have their defaults`,
          );
        }
        if (isInMemory) {
          deps.logger.info(
            `Without PostgreSQL the search index is made in this process, which then does nothing else, about a second for 10,000 workloads; at most ${options.maxDocuments} are searched`,
          );
        }
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new InfraDashboardCollatorFactory({
            ...{ ...deps, ...options },
            // Without a policy everybody may see all entities.
            withOwners: !config.getOptionalBoolean('permission.enabled'),
          }),
        });
      },
    });
  },
});
