import {
  countBy,
  type ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { HealthReport } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import {
  healthReportSchema,
  providerListSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import type { VisibleInventory } from '../inventory';
import { route, type Route } from './Route';
import type { RouteDependencies } from './RouteDependencies';

function overall(counts: Record<string, number>): HealthReport['status'] {
  const enabled = counts.total - (counts.disabled ?? 0);
  if (enabled === 0) return 'empty';
  const broken = (counts.failing ?? 0) + (counts.misconfigured ?? 0);
  if (broken === enabled) return 'failed';
  return broken > 0 ? 'degraded' : 'ok';
}

function isBroken({ state }: ProviderStatus): boolean {
  return state === 'failing' || state === 'misconfigured';
}

function summarize(inventory: VisibleInventory): HealthReport {
  const all = inventory.listProviders();
  const providers = countBy(all, ({ state }) => state);
  const breakers = countBy(
    all.flatMap(({ breaker }) => breaker ?? []),
    breaker => breaker,
  );
  const lastSuccessAt = all
    .flatMap(provider => provider.lastSuccessAt ?? [])
    .sort()
    .at(-1);
  const clusters = countBy(inventory.healths, health => health);
  return {
    status: overall(providers as Record<string, number>),
    providers: providers as HealthReport['providers'],
    clusters: clusters as HealthReport['clusters'],
    breakers: breakers as HealthReport['breakers'],
    ...(lastSuccessAt && { lastSuccessAt }),
    problems: all.filter(isBroken),
  };
}

/**
 * `/health`: whether the collector does its work. A dead cluster makes it `degraded` with
 * status 200: the backend itself is healthy, so its readiness does not depend on it.
 */
export function healthRoutes(dependencies: RouteDependencies): Route[] {
  return [
    route({
      call: 'getHealth',
      operationId: 'getHealth',
      summary: 'Whether the collector does its work',
      permission: 'read',
      response: healthReportSchema,
      handle: async ({ inventory, may }) => {
        const { issues } = dependencies.report;
        const isShown = issues.length > 0 && (await may('manage'));
        return {
          ...summarize(inventory),
          ...(isShown && { configuration: issues }),
        };
      },
    }),
    route({
      at: 'GET /health/providers',
      call: 'getProviders',
      operationId: 'getProviderHealth',
      summary: 'The collector, provider by provider',
      permission: 'read',
      response: providerListSchema,
      handle: ({ inventory }) => ({ items: inventory.listProviders() }),
    }),
  ];
}
