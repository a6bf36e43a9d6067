import type {
  ProviderSwitch,
  ProviderValidation,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { objectSchema, strictSchema } from './objectSchema';
import { providerIssueSchema } from './shared';

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
