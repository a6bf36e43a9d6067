import {
  clusterListSchema,
  clusterQuerySchema,
  clusterStatusSchema,
  healthReportSchema,
  historyListQuerySchema,
  historyListSchema,
  historyQuerySchema,
  historySchema,
  nodeImpactSchema,
  nodeStatusSchema,
  providerListSchema,
  workloadListSchema,
  workloadPageSchema,
  workloadQuerySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { z } from 'zod';

interface Operation {
  path: string;
  operationId: string;
  summary: string;
  answer: z.ZodType;
  query?: z.ZodObject;
}

const OPERATIONS: Operation[] = [
  {
    path: '/clusters',
    operationId: 'listClusters',
    summary: 'Every configured cluster, dead ones with their error',
    answer: clusterListSchema,
    query: clusterQuerySchema,
  },
  {
    path: '/clusters/{cluster}',
    operationId: 'getCluster',
    summary: 'One cluster with its nodes',
    answer: clusterStatusSchema,
  },
  {
    path: '/clusters/{cluster}/workloads',
    operationId: 'listClusterWorkloads',
    summary: 'The workloads of a cluster',
    answer: workloadListSchema,
  },
  {
    path: '/clusters/{cluster}/nodes/{node}',
    operationId: 'getNode',
    summary: 'One node with its slow facts',
    answer: nodeStatusSchema,
  },
  {
    path: '/clusters/{cluster}/nodes/{node}/workloads',
    operationId: 'listNodeWorkloads',
    summary: 'The workloads of a node',
    answer: workloadListSchema,
  },
  {
    path: '/clusters/{cluster}/nodes/{node}/impact',
    operationId: 'getNodeImpact',
    summary: 'What depends on a node, across platforms',
    answer: nodeImpactSchema,
  },
  {
    path: '/clusters/{cluster}/history',
    operationId: 'getHistory',
    summary: 'What a cluster or one of its nodes had in use',
    answer: historySchema,
    query: historyQuerySchema,
  },
  {
    path: '/history',
    operationId: 'listHistories',
    summary: 'One metric of every cluster over time, in few points',
    answer: historyListSchema,
    query: historyListQuerySchema,
  },
  {
    path: '/workloads',
    operationId: 'queryWorkloads',
    summary: 'Workloads over all clusters, filtered, sorted and paged',
    answer: workloadPageSchema,
    query: workloadQuerySchema,
  },
  {
    path: '/providers',
    operationId: 'listProviders',
    summary: 'What is configured and how reading it goes',
    answer: providerListSchema,
  },
  {
    path: '/health',
    operationId: 'getHealth',
    summary: 'Whether the collector does its work',
    answer: healthReportSchema,
  },
  {
    path: '/health/providers',
    operationId: 'getProviderHealth',
    summary: 'The collector, provider by provider',
    answer: providerListSchema,
  },
];

const ERROR_SCHEMA = {
  type: 'object',
  required: ['error', 'response'],
  properties: {
    error: {
      type: 'object',
      required: ['name', 'message'],
      properties: { name: { type: 'string' }, message: { type: 'string' } },
    },
    request: { type: 'object' },
    response: {
      type: 'object',
      properties: { statusCode: { type: 'integer' } },
    },
  },
};

function toSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
  });
  return json;
}

function parametersOf({ path, query }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: toSchema(schema as z.ZodType, 'input'),
  }));
  return [...inPath, ...inQuery];
}

function toPathItem(operation: Operation) {
  const failure = (description: string) => ({
    description,
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Error' } },
    },
  });
  return {
    get: {
      operationId: operation.operationId,
      summary: operation.summary,
      parameters: parametersOf(operation),
      responses: {
        200: {
          description: operation.summary,
          content: {
            'application/json': {
              schema: toSchema(operation.answer, 'output'),
            },
          },
        },
        ...(operation.query && { 400: failure('A parameter is wrong') }),
        401: failure('No credentials'),
        403: failure('The permission policy denies it'),
        ...(operation.path.includes('{') && {
          404: failure('There is no such cluster or node'),
        }),
      },
    },
  };
}

/** OpenAPI 3.1 document of the HTTP API, out of the schemas that the answers are typed by. */
export function createOpenApiDocument(options: { version: string }) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'infra-dashboard',
      version: options.version,
      description:
        'Proxmox VE, Kubernetes and OpenStack in one model. CPU in cores, memory and storage in bytes, percentages 0..100.',
    },
    servers: [{ url: '/api/infra-dashboard' }],
    security: [{ backstageToken: [] }],
    components: {
      securitySchemes: {
        backstageToken: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Error: ERROR_SCHEMA },
    },
    paths: Object.fromEntries(
      OPERATIONS.map(operation => [operation.path, toPathItem(operation)]),
    ),
  };
}
