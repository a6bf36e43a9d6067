import { HEALTHS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  EstateSummary,
  SummaryQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { countsBySchema } from './counts';
import { objectSchema, strictSchema } from './objectSchema';
import { usageSchema } from './shared';

const countsSchema = countsBySchema(HEALTHS);

/** @public */
export const estateSummarySchema = objectSchema<EstateSummary>({
  clusters: countsSchema.describe('Number by health'),
  nodes: countsSchema.describe('Number by health'),
  workloads: countsSchema
    .optional()
    .describe(
      'Number of apps and machines by health; absent where the caller may see none',
    ),
  cpu: usageSchema.describe('Cores'),
  memory: usageSchema.describe('Bytes'),
  storage: usageSchema.describe('Bytes'),
});

/** @public */
export const summaryQuerySchema = strictSchema<SummaryQuery>({
  owner: z
    .string()
    .max(500)
    .optional()
    .describe(
      'Clusters of this owner, and workloads of this owner in all clusters',
    ),
}).strict();
