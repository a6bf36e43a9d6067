import { clusterQuerySchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import Router from 'express-promise-router';
import { parseQuery } from './parse';
import type { RouterDependencies } from './RouterDependencies';

/** `/clusters`: clusters, their nodes, and the workloads of either. */
export function createClustersRouter(options: RouterDependencies) {
  const { inventory, access } = options;
  const router = Router();

  router.get('/clusters', async (request, response) => {
    const query = parseQuery(clusterQuerySchema, request.query);
    const visible = await access.visibility(request);
    response.json(inventory.listClusters(query, visible));
  });

  router.get('/clusters/:cluster', async (request, response) => {
    const visible = await access.visibility(request);
    response.json(inventory.getCluster(request.params.cluster, visible));
  });

  router.get('/clusters/:cluster/workloads', async (request, response) => {
    const visible = await access.visibility(request);
    const items = inventory.listClusterWorkloads(request.params.cluster, {
      visible,
    });
    response.json({ items });
  });

  router.get('/clusters/:cluster/nodes/:node', async (request, response) => {
    const { cluster, node } = request.params;
    const visible = await access.visibility(request);
    response.json(await inventory.getNode(cluster, node, visible));
  });

  router.get(
    '/clusters/:cluster/nodes/:node/impact',
    async (request, response) => {
      const { cluster, node } = request.params;
      const visible = await access.visibility(request);
      response.json(inventory.getNodeImpact(cluster, node, visible));
    },
  );

  router.get(
    '/clusters/:cluster/nodes/:node/workloads',
    async (request, response) => {
      const { cluster, node } = request.params;
      const visible = await access.visibility(request);
      const items = inventory.listClusterWorkloads(cluster, { node, visible });
      response.json({ items });
    },
  );

  return router;
}
