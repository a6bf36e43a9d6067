import { z } from 'zod';
import type { Route } from './Route';

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

function parametersOf({ path, query }: Route) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(
    (query as z.ZodObject | undefined)?.shape ?? {},
  ).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: toSchema(schema as z.ZodType, 'input'),
  }));
  return [...inPath, ...inQuery];
}

function toOperation(route: Route) {
  const { body, operationId, path, query, response, summary } = route;
  const failure = (description: string) => ({
    description,
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Error' } },
    },
  });
  return {
    operationId,
    summary,
    parameters: parametersOf(route),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: toSchema(body, 'input') } },
      },
    }),
    responses: {
      200: {
        description: summary,
        content: {
          'application/json': { schema: toSchema(response, 'output') },
          ...(route.csv && { 'text/csv': { schema: { type: 'string' } } }),
        },
      },
      ...(route.revision && {
        304: { description: 'The same as the client has: If-None-Match' },
      }),
      ...((query || body) && { 400: failure('A parameter is invalid') }),
      401: failure('No credentials'),
      403: failure('The permission policy denies it'),
      ...(path.includes('{') && {
        404: failure('The path names nothing that the caller may see'),
      }),
    },
  };
}

function toPaths(routes: readonly Route[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of routes) {
    paths[one.path] = { ...paths[one.path], [one.method]: toOperation(one) };
  }
  return paths;
}

/** OpenAPI 3.1 document of the declared routes. */
export function createOpenApiDocument(
  routes: readonly Route[],
  options: { version: string },
) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'infra-dashboard',
      version: options.version,
      description:
        'Clusters, nodes and workloads of all platforms in one model. CPU in cores, memory and storage in bytes, percentages 0..100.',
    },
    servers: [{ url: '/api/infra-dashboard' }],
    security: [{ backstageToken: [] }],
    components: {
      securitySchemes: {
        backstageToken: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Error: ERROR_SCHEMA },
    },
    paths: toPaths(routes),
  };
}
