import {
  clusterListSchema,
  clusterQuerySchema,
  clusterStatusSchema,
  nodeImpactSchema,
  nodeStatusSchema,
  workloadListSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';

/** `/clusters`: clusters, their nodes, and the workloads of either. */
export function clusterRoutes(): Route[] {
  return [
    route({
      call: 'getClusters',
      operationId: 'listClusters',
      summary: 'Every configured cluster, dead ones with their error',
      permission: 'read',
      query: clusterQuerySchema,
      response: clusterListSchema,
      revision: ({ inventory }) => inventory.clustersRevision(),
      isShared: true,
      handle: ({ query, inventory }) => inventory.listClusters(query),
    }),
    route({
      call: 'getCluster',
      operationId: 'getCluster',
      summary: 'One cluster with its nodes',
      permission: 'read',
      response: clusterStatusSchema,
      revision: ({ inventory }) => inventory.clustersRevision(),
      isShared: true,
      handle: ({ params, inventory }) => inventory.getCluster(params.cluster),
    }),
    route({
      call: 'getClusterWorkloads',
      operationId: 'listClusterWorkloads',
      summary: 'The workloads of a cluster',
      permission: 'read',
      response: workloadListSchema,
      revision: ({ inventory }) => inventory.workloadsRevision({}),
      handle: async ({ params, inventory }) => ({
        items: await inventory.listClusterWorkloads(params.cluster),
      }),
    }),
    route({
      call: 'getNode',
      operationId: 'getNode',
      summary: 'One node with its slow facts',
      permission: 'read',
      response: nodeStatusSchema,
      revision: ({ inventory }) => inventory.clustersRevision(),
      handle: ({ params, inventory }) =>
        inventory.getNode(params.cluster, params.node),
    }),
    route({
      call: 'getNodeImpact',
      operationId: 'getNodeImpact',
      summary: 'What depends on a node, across platforms',
      permission: 'read',
      response: nodeImpactSchema,
      handle: ({ params, inventory }) =>
        inventory.getNodeImpact(params.cluster, params.node),
    }),
    route({
      call: 'getNodeWorkloads',
      operationId: 'listNodeWorkloads',
      summary: 'The workloads of a node',
      permission: 'read',
      response: workloadListSchema,
      revision: ({ inventory }) => inventory.workloadsRevision({}),
      handle: async ({ params: { cluster, node }, inventory }) => ({
        items: await inventory.listClusterWorkloads(cluster, { node }),
      }),
    }),
  ];
}
