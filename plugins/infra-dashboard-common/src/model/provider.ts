import { z } from 'zod';
import {
  messageParamsSchema,
  metadataSchema,
  providerErrorSchema,
} from './shared';
import { healthSchema, providerTypeSchema } from './vocabulary';

/** @public */
export const PROVIDER_STATES = [
  'ok',
  'failing',
  'pending',
  'disabled',
  'misconfigured',
] as const;

/** @public */
export const breakerStateSchema = z.enum(['closed', 'open', 'half-open']);

/** @public */
export const providerStatusSchema = z.object({
  name: z.string(),
  type: providerTypeSchema,
  enabled: z.boolean(),
  state: z.enum(PROVIDER_STATES),
  source: z
    .string()
    .describe('Where it is configured: app-config or the file name'),
  breaker: breakerStateSchema.optional(),
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
  owner: z.string().optional().describe('Entity reference'),
  labels: metadataSchema.optional().describe('As configured'),
});

/** State of one configured provider; never holds its URL or credentials. @public */
export type ProviderStatus = z.infer<typeof providerStatusSchema>;

/** @public */
export const healthReportSchema = z.object({
  status: z.enum(['ok', 'degraded', 'failed', 'empty']),
  providers: z
    .object({ total: z.number() })
    .catchall(z.number())
    .describe('Number of providers by state'),
  clusters: z
    .object({ total: z.number() })
    .catchall(z.number())
    .describe('Number of clusters by health'),
  breakers: z
    .object({ total: z.number() })
    .catchall(z.number())
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
});

/** @public */
export type HealthReport = z.infer<typeof healthReportSchema>;

/** @public */
export const connectionCheckSchema = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      status: z.enum(['passed', 'warning', 'failed', 'skipped']),
      message: z.string().optional(),
      remedy: z.string().optional(),
      messageCode: z.string().optional(),
      remedyCode: z.string().optional(),
      params: messageParamsSchema.optional(),
    }),
  ),
  health: healthSchema.optional(),
});

/** What the credentials of a provider may read, as a checklist. @public */
export type ConnectionCheck = z.infer<typeof connectionCheckSchema>;
