import type {
  ProviderIssue,
  ProviderSwitch,
  ProviderValidation,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { objectSchema, strictSchema } from './objectSchema';

/** @public */
export const providerSwitchSchema = strictSchema<ProviderSwitch>({
  enabled: z
    .boolean('must be true or false')
    .describe('Outlives restarts, and counts more than the configuration'),
});

/** @public */
export const providerEntrySchema: z.ZodType<Record<string, unknown>> = z
  .record(z.string(), z.unknown(), 'must be an object')
  .describe('An entry as in app-config. Secrets may be replaced by any text');

export const providerIssueSchema = objectSchema<ProviderIssue>({
  key: z
    .string()
    .describe(
      'Key within the checked entry; empty for all of it. In a health report the full key',
    ),
  message: z.string(),
  file: z
    .string()
    .optional()
    .describe(
      'Name of the file, where it is not the configuration of Backstage itself',
    ),
  line: z.number().optional().describe('Line in the file'),
});

/** @public */
export const providerValidationSchema = objectSchema<ProviderValidation>({
  ok: z.boolean(),
  issues: z.array(providerIssueSchema),
  snippet: z
    .string()
    .describe('YAML to paste into app-config, with variables for secrets'),
  variables: z
    .array(z.string())
    .describe('Environment variables that the snippet needs'),
});
