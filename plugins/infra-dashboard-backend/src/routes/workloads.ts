import { workloadQuerySchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import Router from 'express-promise-router';
import { parseQuery } from './parse';
import type { RouterDependencies } from './RouterDependencies';

/** `/workloads`: over all clusters, filtered, sorted and paged. */
export function createWorkloadsRouter(options: RouterDependencies) {
  const { inventory, access } = options;
  const router = Router();

  router.get('/workloads', async (request, response) => {
    const query = parseQuery(workloadQuerySchema, request.query);
    const visible = await access.visibility(request);
    response.json(inventory.queryWorkloads(query, visible));
  });

  return router;
}
