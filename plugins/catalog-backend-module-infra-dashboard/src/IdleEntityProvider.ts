import type { EntityProvider } from '@backstage/plugin-catalog-node';

/** Name of the provider, under which the catalog stores its entities. */
export const PROVIDER_NAME = 'infra-dashboard';

/**
 * Takes the place of the provider while its configuration is invalid: the catalog evicts the
 * entities of providers that are not registered.
 */
export class IdleEntityProvider implements EntityProvider {
  getProviderName(): string {
    return PROVIDER_NAME;
  }

  async connect(): Promise<void> {}
}
