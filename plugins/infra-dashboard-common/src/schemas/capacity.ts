import type {
  CapacityQuery,
  CapacityReport,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { historyForecastSchema } from './history';
import { listQueryShape } from './listQuery';
import { amountsSchema } from './node';
import { objectSchema, strictSchema } from './objectSchema';
import { freshnessSchema } from './shared';
import { providerTypeSchema } from './vocabulary';

/** @public */
export const capacityQuerySchema = strictSchema<CapacityQuery>({
  cpu: z.coerce
    .number()
    .min(0)
    .max(1e6)
    .optional()
    .describe('Cores of one machine or pod'),
  memory: z.coerce
    .number()
    .min(0)
    .max(1e15)
    .optional()
    .describe('Its memory, in bytes'),
  provider: listQueryShape.provider,
  cluster: listQueryShape.cluster,
  include: z
    .enum(['forecast'])
    .optional()
    .describe(
      'forecast: days until each cluster is full, and of a single one also its nodes and storages',
    ),
});

/** @public */
export const capacityReportSchema = objectSchema<CapacityReport>({
  size: z.object({ cpu: z.number().optional(), memory: z.number().optional() }),
  items: z.array(
    z.object({
      cluster: z.string(),
      provider: providerTypeSchema,
      freshness: freshnessSchema,
      fits: z.number().describe('How many of this size fit'),
      nodes: z
        .array(
          z.object({
            name: z.string(),
            fits: z.number(),
            free: amountsSchema,
          }),
        )
        .describe('Nodes that take at least one, those that take most first'),
      limits: z
        .array(
          z.object({
            kind: z.enum(['closed', 'cpu', 'memory', 'slots', 'unknown']),
            reason: z.string().optional(),
            nodes: z.number(),
          }),
        )
        .describe('Why the other nodes take none'),
      free: amountsSchema.describe('On all nodes that are open'),
      withoutLargest: z
        .object({
          node: z.string(),
          free: amountsSchema.describe('Negative: not all finds a place'),
          fits: z.number().describe('At most'),
          isEnough: z
            .boolean()
            .describe('Whether the others can take what it ran, in sum'),
        })
        .optional()
        .describe('What remains after the loss of the largest node'),
      overcommit: z
        .object({ cpu: z.number().optional(), memory: z.number().optional() })
        .describe('What is given away for each core and byte there is'),
      forecast: z
        .object({
          memory: historyForecastSchema.optional(),
          storage: historyForecastSchema.optional(),
          nodes: z
            .array(
              z.object({
                name: z.string(),
                memory: historyForecastSchema.optional(),
                storage: historyForecastSchema.optional(),
              }),
            )
            .optional()
            .describe('Of a single cluster: of its fullest nodes'),
          storages: z
            .array(
              z.object({
                id: z.string(),
                name: z.string(),
                space: historyForecastSchema,
              }),
            )
            .optional()
            .describe('Of a single cluster: of its fullest storages'),
        })
        .optional()
        .describe('When it is full if it goes on as before'),
    }),
  ),
});
