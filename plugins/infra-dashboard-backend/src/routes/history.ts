import {
  historyListQuerySchema,
  historyQuerySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import Router from 'express-promise-router';
import type { HistoryReader } from '../history';
import { parseQuery } from './parse';
import type { RouterDependencies } from './RouterDependencies';

export interface HistoryDependencies extends RouterDependencies {
  history: HistoryReader;
}

/** `/history`: what clusters and their nodes had in use. */
export function createHistoryRouter(options: HistoryDependencies) {
  const { inventory, access, history } = options;
  const router = Router();

  router.get('/clusters/:cluster/history', async (request, response) => {
    const { cluster } = request.params;
    const visible = await access.visibility(request);
    const query = parseQuery(historyQuerySchema, request.query);
    inventory.checkExists(cluster, { node: query.node, visible });
    response.json(await history.readCluster(cluster, query));
  });

  router.get('/history', async (request, response) => {
    const visible = await access.visibility(request);
    const query = parseQuery(historyListQuerySchema, request.query);
    const clusters = inventory
      .records(visible)
      .map(({ snapshot }) => snapshot.name);
    response.json(await history.readClusters(clusters, query));
  });

  return router;
}
