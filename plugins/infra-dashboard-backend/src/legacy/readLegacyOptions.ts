import type { RootConfigService } from '@backstage/backend-plugin-api';

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
export function readLegacyOptions(config: RootConfigService): LegacyOptions {
  const legacy = config.getOptionalConfig('infraDashboard.legacyRoutes');
  return {
    enabled:
      legacy?.getOptionalBoolean('enabled') ??
      (legacy !== undefined || hasLegacyFiles(config)),
    allowUnauthenticated:
      legacy?.getOptionalBoolean('allowUnauthenticated') ?? false,
  };
}
