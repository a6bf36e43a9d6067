import type {
  UnownedPage,
  UnownedQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { listQueryShape } from './listQuery';
import { objectSchema, strictSchema } from './objectSchema';
import { healthSchema, providerTypeSchema } from './vocabulary';

/** @public */
export const unownedQuerySchema = strictSchema<UnownedQuery>({
  provider: listQueryShape.provider,
  cluster: listQueryShape.cluster,
  namespace: z
    .string()
    .optional()
    .describe('A namespace, project or pool, or several separated by commas'),
  source: z
    .enum(['none', 'default'])
    .optional()
    .describe(
      'none: without owner; default: with one that only a default gives',
    ),
  limit: listQueryShape.limit,
  cursor: listQueryShape.cursor,
});

const countsShape = {
  total: z.number().describe('Apps and machines'),
  none: z.number().describe('Those without owner'),
  default: z.number().describe('Those with an owner that only a default gives'),
};

/** @public */
export const unownedPageSchema = objectSchema<UnownedPage>({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      cluster: z.string(),
      provider: providerTypeSchema,
      type: z.string(),
      namespace: z.string().optional(),
      node: z.string().optional(),
      health: healthSchema,
      ownerRef: z.string().optional().describe('By default only'),
      evidence: z
        .array(
          z.object({
            kind: z.enum(['label', 'tag', 'name', 'namespace']),
            key: z.string().optional().describe('Key of the label'),
            value: z.string(),
            entityRef: z
              .string()
              .optional()
              .describe('Entity of the catalog that has this name'),
          }),
        )
        .describe('What may name its component, what fits the catalog first'),
      entityRef: z
        .string()
        .optional()
        .describe('Entity that the evidence points to'),
      commands: z
        .array(z.string())
        .describe(
          'Commands that tie it to the entity, or to COMPONENT where none is known',
        ),
    }),
  ),
  totalItems: z.number(),
  nextCursor: z.string().optional(),
  counts: z.object(countsShape).describe('Over all clusters of the query'),
  clusters: z
    .array(
      z.object({
        cluster: z.string(),
        provider: providerTypeSchema,
        ...countsShape,
      }),
    )
    .describe('The same for each cluster, the most unowned first'),
});
