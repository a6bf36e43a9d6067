import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Platform } from './Platform';

/** @public */
export interface InfraDashboardPlatformsExtensionPoint {
  /** Adds a platform. A second one of the same type is logged and ignored. */
  addPlatform<TConfig>(platform: Platform<TConfig>): void;
}

/**
 * Adds platforms to the infra-dashboard backend.
 *
 * @public
 */
export const infraDashboardPlatformsExtensionPoint =
  createExtensionPoint<InfraDashboardPlatformsExtensionPoint>({
    id: 'infra-dashboard.platforms',
  });
