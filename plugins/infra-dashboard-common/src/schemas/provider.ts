import type {
  ConnectionCheck,
  ConnectionCheckItem,
  ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { HealthReport } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { countsSchema } from './counts';
import { objectSchema } from './objectSchema';
import {
  messageParamsSchema,
  metadataSchema,
  providerErrorSchema,
  providerIssueSchema,
} from './shared';
import { healthSchema, providerTypeSchema } from './vocabulary';

/** @public */
export const providerStatusSchema = objectSchema<ProviderStatus>({
  name: z.string(),
  type: providerTypeSchema,
  enabled: z.boolean(),
  state: z.enum(['ok', 'failing', 'pending', 'disabled', 'misconfigured']),
  source: z
    .string()
    .describe('Where it is configured: app-config or the file name'),
  breaker: z.enum(['closed', 'open', 'half-open']).optional(),
  consecutiveFailures: z.number().optional(),
  lastSuccessAt: z.string().optional().describe('ISO 8601'),
  lastAttemptAt: z.string().optional().describe('ISO 8601'),
  nextAttemptAt: z.string().optional().describe('ISO 8601'),
  latency: z
    .number()
    .optional()
    .describe('Seconds that the last successful read took'),
  refreshInterval: z.number().optional().describe('Seconds'),
  error: providerErrorSchema
    .optional()
    .describe('Why the latest read failed; absent after a good one'),
  lastError: providerErrorSchema
    .extend({ at: z.string().describe('ISO 8601') })
    .optional()
    .describe('The latest error, also when reading works again'),
  certificateExpiresAt: z
    .string()
    .optional()
    .describe(
      'ISO 8601 time at which the first certificate of its servers ends',
    ),
  owner: z.string().optional().describe('Entity reference'),
  labels: metadataSchema.optional().describe('As configured'),
});

/** @public */
export const healthReportSchema = objectSchema<HealthReport>({
  status: z.enum(['ok', 'degraded', 'failed', 'empty']),
  providers: countsSchema.describe('Number of providers by state'),
  clusters: countsSchema.describe('Number of clusters by health'),
  breakers: countsSchema
    .optional()
    .describe('Number of circuit breakers by state'),
  lastSuccessAt: z
    .string()
    .optional()
    .describe('ISO 8601 time of the latest good read of any provider'),
  problems: z
    .array(providerStatusSchema)
    .optional()
    .describe('The providers that are failing or misconfigured'),
  configuration: z
    .array(providerIssueSchema)
    .optional()
    .describe(
      'What is wrong with sections of the configuration; for callers who may manage providers',
    ),
});

/** @public */
export const connectionCheckSchema = objectSchema<ConnectionCheck>({
  ok: z.boolean(),
  checks: z.array(
    objectSchema<ConnectionCheckItem>({
      id: z.string(),
      title: z.string(),
      status: z.enum(['passed', 'warning', 'failed', 'skipped']),
      message: z.string().optional(),
      remedy: z.string().optional(),
      messageCode: z.string().optional(),
      remedyCode: z.string().optional(),
      remedyParams: messageParamsSchema.optional(),
      params: messageParamsSchema.optional(),
      titleCode: z.string().optional().describe('Code of `title`'),
      titleParams: messageParamsSchema.optional(),
    }),
  ),
  health: healthSchema.optional(),
});
