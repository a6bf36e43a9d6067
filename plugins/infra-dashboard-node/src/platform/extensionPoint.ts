import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { InfraProviderFactory } from './InfraProviderFactory';

/** @public */
export interface InfraDashboardProvidersExtensionPoint {
  /** Adds a platform type; throws when the type is taken. */
  addProvider<TConfig>(factory: InfraProviderFactory<TConfig>): void;
}

/**
 * Adds platforms beside Proxmox VE, Kubernetes and OpenStack.
 *
 * @public
 */
export const infraDashboardProvidersExtensionPoint =
  createExtensionPoint<InfraDashboardProvidersExtensionPoint>({
    id: 'infra-dashboard.providers',
  });
