import { z } from 'zod';

/** Body of `PUT /providers/{name}/enabled`. @public */
export const providerSwitchSchema = z
  .object({
    enabled: z
      .boolean('must be true or false')
      .describe('Outlives restarts, and counts more than the configuration'),
  })
  .strict();

/** @public */
export type ProviderSwitch = z.infer<typeof providerSwitchSchema>;

/** Body of `POST /providers/validate`: one entry of `infraDashboard.providers`. @public */
export const providerEntrySchema = z
  .record(z.string(), z.unknown(), 'must be an object')
  .describe(
    'An entry as in app-config. Secrets are not needed: any text stands for one',
  );

/** Answer of `POST /providers/validate`. @public */
export const providerValidationSchema = z.object({
  ok: z.boolean(),
  issues: z.array(
    z.object({
      key: z.string().describe('Key within the entry; empty for all of it'),
      message: z.string(),
    }),
  ),
  snippet: z
    .string()
    .describe('YAML to paste into app-config, with variables for secrets'),
  variables: z
    .array(z.string())
    .describe('Environment variables that the snippet needs'),
});

/** @public */
export type ProviderValidation = z.infer<typeof providerValidationSchema>;
