import {
  countBy,
  type HealthReport,
  type ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import Router from 'express-promise-router';
import type { RouterDependencies } from './RouterDependencies';

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

/**
 * `/health`: whether the collector does its work. A dead cluster makes it `degraded` with
 * status 200: the backend itself is well, so its readiness does not depend on it.
 */
export function createHealthRouter(options: RouterDependencies) {
  const { inventory, access } = options;
  const router = Router();

  router.get('/health', async (request, response) => {
    const visible = await access.visibility(request);
    const all = inventory.listProviders(visible);
    const providers = countBy(all, ({ state }) => state);
    const breakers = countBy(
      all.flatMap(({ breaker }) => breaker ?? []),
      breaker => breaker,
    );
    const lastSuccessAt = all
      .flatMap(provider => provider.lastSuccessAt ?? [])
      .sort()
      .at(-1);
    const clusters = countBy(
      inventory.listClusters({}, visible).items,
      ({ health }) => health,
    );
    const report: HealthReport = {
      status: overall(providers as Record<string, number>),
      providers: providers as HealthReport['providers'],
      clusters: clusters as HealthReport['clusters'],
      breakers: breakers as HealthReport['breakers'],
      ...(lastSuccessAt && { lastSuccessAt }),
      problems: all.filter(isBroken),
    };
    response.json(report);
  });

  router.get('/health/providers', async (request, response) => {
    const visible = await access.visibility(request);
    response.json({ items: inventory.listProviders(visible) });
  });

  return router;
}
