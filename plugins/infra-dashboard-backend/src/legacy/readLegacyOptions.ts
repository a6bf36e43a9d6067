import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  flag,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConfigReport } from '../config';

const legacySchema = strictObject({
  enabled: flag,
  allowUnauthenticated: flag,
}).optional();

/** Settings under `infraDashboard.legacyRoutes`. */
export interface LegacyOptions {
  enabled: boolean;
  allowUnauthenticated: boolean;
}

/** Whether any file of the earlier dashboard is configured, readable or not. */
function hasLegacyFiles(config: RootConfigService): boolean {
  const files = config.getOptional('infraDashboard.configFiles');
  const hardware = config.getOptional('infraDashboard.hardwareInventoryFile');
  const hasFiles = Array.isArray(files) ? files.length > 0 : Boolean(files);
  return hasFiles || Boolean(hardware);
}

/**
 * The routes lie outside of the plugin's own path, so they are on only where the earlier
 * dashboard's files or `legacyRoutes` are configured.
 */
export function readLegacyOptions(report: ConfigReport): LegacyOptions {
  const legacy = report.read('legacyRoutes', {
    schema: legacySchema,
    fallback: { enabled: false },
    consequence: "The earlier dashboard's routes are off",
  });
  return {
    enabled:
      legacy?.enabled ??
      (legacy !== undefined || hasLegacyFiles(report.config)),
    allowUnauthenticated: legacy?.allowUnauthenticated ?? false,
  };
}
