import { InputError, NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  connectionCheckSchema,
  providerEntrySchema,
  providerListSchema,
  providerStatusSchema,
  providerSwitchSchema,
  providerValidationSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { isTooDeep, MAX_DEPTH } from '../config';
import type { VisibleInventory } from '../inventory';
import { validateEntry } from '../settings';
import { route, type Route } from './Route';
import type { RouteDependencies } from './RouteDependencies';

/** `/providers`: what is configured, how reading it goes, and what managers do with it. */
export function providerRoutes(dependencies: RouteDependencies): Route[] {
  const { collector, registry, reapply, switches } = dependencies;

  const statusOf = (name: string): ProviderStatus => {
    const found = collector.providers.find(provider => provider.name === name);
    if (!found) throw new NotFoundError(`There is no provider '${name}'`);
    return found;
  };

  function requireVisible(name: string, inventory: VisibleInventory) {
    if (!inventory.listProviders().some(one => one.name === name)) {
      throw new NotFoundError(`There is no provider '${name}'`);
    }
  }

  return [
    route({
      call: 'getProviders',
      operationId: 'listProviders',
      summary: 'What is configured and how reading it goes',
      permission: 'read',
      response: providerListSchema,
      revision: ({ inventory }) => JSON.stringify(inventory.listProviders()),
      handle: ({ inventory }) => ({ items: inventory.listProviders() }),
    }),
    route({
      call: 'testProvider',
      operationId: 'testProvider',
      summary: 'What the credentials of a provider may read',
      permission: 'manage',
      audit: 'provider-test',
      response: connectionCheckSchema,
      handle: ({ params: { name }, inventory }) => {
        requireVisible(name, inventory);
        return collector.check(name);
      },
    }),
    route({
      call: 'refreshProvider',
      operationId: 'refreshProvider',
      summary: 'Reads a provider now',
      permission: 'manage',
      audit: 'provider-refresh',
      response: providerStatusSchema,
      handle: async ({ params: { name }, inventory }) => {
        requireVisible(name, inventory);
        if (!statusOf(name).enabled) {
          throw new InputError(`The provider '${name}' is disabled`);
        }
        await collector.refresh(name, { force: true });
        return statusOf(name);
      },
    }),
    route({
      call: 'setProviderEnabled',
      operationId: 'setProviderEnabled',
      summary: 'Enables or disables a provider',
      permission: 'manage',
      audit: 'provider-switch',
      body: providerSwitchSchema,
      response: providerStatusSchema,
      handle: async ({
        params: { name },
        body: { enabled },
        by,
        inventory,
      }) => {
        requireVisible(name, inventory);
        if (statusOf(name).state === 'misconfigured') {
          throw new InputError(
            `The provider '${name}' is misconfigured: correct its configuration first`,
          );
        }
        await switches.set(name, { enabled, by });
        reapply();
        return statusOf(name);
      },
    }),
    route({
      call: 'validateProvider',
      operationId: 'validateProvider',
      summary: 'Checks one entry of the configuration and returns it as YAML',
      permission: 'manage',
      body: providerEntrySchema,
      response: providerValidationSchema,
      handle: ({ body }) => {
        if (isTooDeep(body)) {
          throw new InputError(`body: has more than ${MAX_DEPTH} levels`);
        }
        return validateEntry(body as JsonObject, registry);
      },
    }),
  ];
}
