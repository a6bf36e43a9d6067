import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { notificationService } from '@backstage/plugin-notifications-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { infraDashboardPlatformsExtensionPoint } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { registerActions } from './actions';
import { ChangeLog } from './changes';
import {
  Collector,
  PortalId,
  ProviderLeases,
  readCollectorEnabled,
  SharedCache,
  StoredRefusals,
} from './collector';
import {
  ConfigReport,
  AppConfigWatch,
  ProviderConfigSource,
  WorkloadLinks,
  readLimits,
  type ProviderEntry,
} from './config';
import { HistoryService } from './history';
import { PluginDatabase } from './database';
import {
  composeCluster,
  Inventory,
  InventoryRecorder,
  InventoryService,
  StorageQueries,
  WorkloadLists,
  WorkloadQueries,
} from './inventory';
import { CollectorMetrics } from './metrics/CollectorMetrics';
import { observeEstate } from './metrics/observeEstate';
import { readEstateMetricsEnabled } from './metrics/readEstateMetricsEnabled';
import { readNotificationOptions, startNotifications } from './notifications';
import {
  OwnershipUpdater,
  OwnershipVocabulary,
  WorkloadOwnership,
} from './ownership';
import { AccessControl, VisibleEntities, EVERYTHING } from './permissions';
import { readDecisionTtl } from './permissions/readDecisionTtl';
import { mountLegacyRoutes } from './legacy';
import { HardwareInventory } from './legacy/files';
import { ProblemFinder, ProblemMutes } from './problems';
import { PlatformRegistry } from './platforms/PlatformRegistry';
import { createRouter } from './routes';
import { ProviderSwitches } from './settings';
import { ChangeSignals, Viewers } from './signals';
import { DatabaseClock } from './time/DatabaseClock';

/**
 * Reads infrastructure platforms in the background and serves one API.
 *
 * @public
 */
export const infraDashboardPlugin = createBackendPlugin({
  pluginId: 'infra-dashboard',
  register(env) {
    const registry = new PlatformRegistry();
    env.registerExtensionPoint(infraDashboardPlatformsExtensionPoint, registry);

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootHttpRouter: coreServices.rootHttpRouter,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { config, logger, lifecycle } = deps;
        registry.logIgnored(logger);
        const report = new ConfigReport({ config, logger });
        const portal = new PortalId(deps);
        const clock = new DatabaseClock();
        const stored = new PluginDatabase({ ...deps, subject: 'inventory' });
        const collector = new Collector({
          ...{ clock, registry },
          refusals: new StoredRefusals(stored),
          logger,
          metrics: new CollectorMetrics(deps.metrics),
          cache: new SharedCache({ cache: deps.cache, portal }),
          limits: readLimits(report),
        });
        const access = new AccessControl({
          ...deps,
          decisionTtlMs: readDecisionTtl(report),
        });
        const source = new ProviderConfigSource({ report, logger });
        const appConfig = new AppConfigWatch({ logger });
        const hardware = new HardwareInventory({ report, logger });
        const ownership = new WorkloadOwnership();
        const owners = new OwnershipUpdater({
          ...{ ...deps, ownership, report },
          vocabulary: new OwnershipVocabulary(registry.ownership),
        });
        const changeLog = new ChangeLog({
          ...{ ...deps, report, clock },
        });
        const leases = new ProviderLeases({
          ...{ clock, database: stored },
          enabled: readCollectorEnabled(report),
        });
        const recorder = new InventoryRecorder({
          ...{ database: stored, leases },
          ownership,
          machineTypesOf: type => registry.machineTypesOf(type),
          recordChanges: changeLog.record,
        });
        collector.recordWith(recorder);
        ownership.onUse(() => recorder.ownersChanged());
        leases.onRead((name, options) => void collector.refresh(name, options));
        const lists = new WorkloadLists({ database: stored });
        const inventory = new Inventory({
          ...{ changeLog, collector, hardware, ownership },
          problems: {
            finder: new ProblemFinder({
              ...{ database: stored, lists, recorder },
              roleOf: (platform, type) => registry.roleOf(platform, type),
              supportOf: platform => registry.supportOf(platform),
              typesOf: platform => [
                ...registry.workloadTypesOf(platform).values(),
              ],
            }),
            mutes: new ProblemMutes({ database: stored }),
          },
          links: new WorkloadLinks({ report }),
          stored: {
            ...{ lists, recorder },
            queries: new WorkloadQueries({
              database: stored,
              typesOf: word => registry.typesOf(word),
            }),
            storages: new StorageQueries({ database: stored }),
          },
        });
        const entities = new VisibleEntities(deps);
        const viewers = new Viewers(deps);
        const service = new InventoryService({
          ...{ inventory, access, entities, viewers },
        });
        const notifying = readNotificationOptions(report);
        const changes = new ChangeSignals({
          ...{ ...deps, collector, viewers },
        });
        const history = new HistoryService({
          ...{ ...deps, clock, collector, inventory, registry, report },
        });
        recorder.sampleUsageWith(sample => history.workloads.sample(sample));

        if (readEstateMetricsEnabled(report)) {
          observeEstate(deps.metrics, () =>
            inventory
              .records(EVERYTHING)
              .filter(({ entry }) => entry.enabled)
              .map(record =>
                composeCluster(record, {
                  ...{ now: inventory.now, includeNodes: true },
                }),
              ),
          );
        }

        const switches = new ProviderSwitches(deps);
        let entries: ProviderEntry[] = [];
        const reapply = () => collector.apply(switches.applyTo(entries));

        access.register({
          cluster: name => inventory.findResource(name),
          workloads: refs => inventory.findWorkloadResources(refs),
        });
        deps.httpRouter.use(
          createRouter({
            ...{ access, collector, registry, reapply, report },
            ...{ service, switches },
            auditor: deps.auditor,
            history: history.queries,
          }),
        );
        registerActions({ ...deps, service, platforms: registry.descriptors });
        mountLegacyRoutes({ ...deps, inventory, access, report });

        lifecycle.addStartupHook(async () => {
          await hardware.open();
          owners.start();
          await Promise.all([
            switches.start(reapply),
            leases.start(),
            portal.start(),
          ]);
          await appConfig.start(config);
          await source.subscribe(current => {
            entries = current;
            reapply();
          });
          await collector.restored();
          changes.start();
          void history.start();
          void changeLog.start(deps.scheduler);
          if (notifying) {
            await startNotifications({
              ...{ ...deps, settings: notifying, inventory },
            });
          }
        });
        lifecycle.addShutdownHook(async () => {
          changes.stop();
          switches.stop();
          portal.stop();
          await owners.close();
          await source.close();
          await appConfig.close();
          await history.close();
          await hardware.close();
          await collector.close();
          await recorder.close();
          await changeLog.close();
          await leases.stop();
        });
      },
    });
  },
});
