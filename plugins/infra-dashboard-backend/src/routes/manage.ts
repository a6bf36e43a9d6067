import type { AuditorService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  providerEntrySchema,
  providerSwitchSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import express, { type Request } from 'express';
import Router from 'express-promise-router';
import type { Collector } from '../collector';
import { isTooDeep, MAX_DEPTH } from '../config';
import type { ProviderRegistry } from '../providers/ProviderRegistry';
import { validateEntry, type ProviderSwitches } from '../settings';
import { parseBody } from './parse';
import type { RouterDependencies } from './RouterDependencies';

export interface ManageDependencies extends RouterDependencies {
  auditor: AuditorService;
  collector: Collector;
  registry: ProviderRegistry;
  switches: ProviderSwitches;
  /** Uses the configuration again, with what was switched. */
  reapply: () => void;
}

/**
 * What the settings page does with providers. All that asks upstream or changes something is
 * audited, denials as well.
 */
export function createManageRouter(options: ManageDependencies) {
  const { access, auditor, collector, inventory, registry } = options;
  const router = Router();
  router.use(express.json({ limit: '100kb' }));

  /** Runs an operation on a provider that the caller may see and manage. */
  async function manage<T>(
    request: Request,
    operation: string,
    work: (provider: string, by: string) => Promise<T>,
  ): Promise<T> {
    const { name } = request.params;
    const event = await auditor.createEvent({
      eventId: `provider-${operation}`,
      severityLevel: 'medium',
      request,
      meta: { provider: name },
    });
    try {
      const by = await access.manager(request);
      const visible = await access.visibility(request);
      if (!inventory.listProviders(visible).some(one => one.name === name)) {
        throw new NotFoundError(`There is no provider '${name}'`);
      }
      const result = await work(name, by);
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  }

  const statusOf = (name: string) =>
    collector.providers.find(provider => provider.name === name);

  router.post('/providers/:name/test', async (request, response) => {
    response.json(await manage(request, 'test', name => collector.check(name)));
  });

  router.post('/providers/:name/refresh', async (request, response) => {
    const status = await manage(request, 'refresh', async name => {
      if (!statusOf(name)?.enabled) {
        throw new InputError(`The provider '${name}' is switched off`);
      }
      await collector.refresh(name, { force: true });
      return statusOf(name);
    });
    response.json(status);
  });

  router.put('/providers/:name/enabled', async (request, response) => {
    const { enabled } = parseBody(providerSwitchSchema, request.body);
    const status = await manage(request, 'switch', async (name, by) => {
      if (statusOf(name)?.state === 'misconfigured') {
        throw new InputError(
          `The provider '${name}' is misconfigured: mend its configuration first`,
        );
      }
      await options.switches.set(name, { enabled, by });
      options.reapply();
      return statusOf(name);
    });
    response.json(status);
  });

  router.post('/providers/validate', async (request, response) => {
    await access.manager(request);
    const entry = parseBody(providerEntrySchema, request.body);
    if (isTooDeep(entry)) {
      throw new InputError(`body: has more than ${MAX_DEPTH} levels`);
    }
    response.json(validateEntry(entry as JsonObject, registry));
  });

  return router;
}
