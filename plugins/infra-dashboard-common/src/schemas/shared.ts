import type {
  Condition,
  Freshness,
  Limitation,
  Message,
  MessageParam,
  MessageParams,
  Metadata,
  ProviderError,
  ProviderIssue,
  Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { z } from 'zod';
import { objectSchema } from './objectSchema';
import { providerErrorCodeSchema } from './vocabulary';

export const usageSchema = objectSchema<Usage>({
  used: z.number().optional().describe('In use; CPU in cores, else bytes'),
  total: z
    .number()
    .optional()
    .describe('What can be used (allocatable); CPU in cores, else bytes'),
  measuredTotal: z
    .number()
    .optional()
    .describe(
      'The measured part of `total`: `used` is a share of this, never of `total`',
    ),
  percentage: z
    .number()
    .optional()
    .describe(
      'used / measuredTotal, 0..100; may exceed 100 if the platform reports it',
    ),
  requested: z
    .number()
    .optional()
    .describe('Requested or allocated; CPU in cores, else bytes'),
  requestedTotal: z
    .number()
    .optional()
    .describe('The part of `total` with known requests. Default: `total`'),
  source: z
    .string()
    .optional()
    .describe('Where `used` comes from, in the words of the platform'),
}).describe('A number that is not known is absent, never 0');

function isMessage(value: unknown): boolean {
  const { code, message, params = {} } = (value ?? {}) as Partial<Message>;
  return (
    typeof code === 'string' &&
    typeof message === 'string' &&
    Object.values(params).every(isMessageParam)
  );
}

function isMessageParam(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'number') return true;
  return Array.isArray(value)
    ? value.every(one => typeof one === 'string' || isMessage(one))
    : isMessage(value);
}

export const messageParamsSchema: z.ZodType<MessageParams> = z
  .record(z.string(), z.custom<MessageParam>(isMessageParam))
  .describe(
    'Values of the placeholders of the translated sentence: texts, numbers, and sentences (`code`, `message`, `params`) that are translated as well, or lists of them',
  );

/** @public */
export const providerIssueSchema = objectSchema<ProviderIssue>({
  key: z
    .string()
    .describe(
      'Full key; within the checked entry where one is validated, and empty for all of it',
    ),
  message: z.string(),
  messageCode: z
    .string()
    .optional()
    .describe(
      'Code of `message`; absent where it is the same in every language',
    ),
  params: messageParamsSchema.optional(),
  file: z
    .string()
    .optional()
    .describe(
      'Name of the file, where it is not the configuration of Backstage itself',
    ),
  line: z.number().optional().describe('Line in the file'),
});

/** @public */
export const providerErrorSchema = objectSchema<ProviderError>({
  code: providerErrorCodeSchema,
  message: z
    .string()
    .describe('A sentence for people; holds no URL, secret or token'),
  hint: z.string().optional().describe('What to do about it'),
  messageCode: z
    .string()
    .optional()
    .describe('Code of `message` in `messages` of the platform'),
  params: messageParamsSchema.optional(),
  hintCode: z.string().optional().describe('Code of `hint`'),
  hintParams: messageParamsSchema.optional(),
  issues: z
    .array(providerIssueSchema)
    .optional()
    .describe(
      'What is wrong with the configuration, key by key, where that is the reason',
    ),
});

export const limitationSchema = objectSchema<Limitation>({
  code: z
    .string()
    .describe('Stable kebab-case word, such as no-permission-nodes'),
  message: z.string().describe('What is missing and why'),
  remedy: z
    .string()
    .optional()
    .describe('The command or setting that grants what is missing'),
  remedyCode: z
    .string()
    .optional()
    .describe('Code of `remedy` where it is a sentence and no command'),
  remedyParams: messageParamsSchema.optional(),
  params: messageParamsSchema.optional(),
  concerns: z
    .enum(['credentials', 'storages'])
    .optional()
    .describe('Hidden storages, or credentials that end soon'),
}).describe(
  'Data that cannot be read because of the credentials or the platform',
);

/** @public */
export const conditionSchema = objectSchema<Condition>({
  type: z.string().describe('The platform word, such as MemoryPressure'),
  status: z.enum(['true', 'false', 'unknown']),
  severity: z
    .enum(['ok', 'warning', 'error', 'info'])
    .describe('Whether this status is good or bad for the node'),
  reason: z.string().optional(),
  message: z.string().optional(),
  messageCode: z
    .string()
    .optional()
    .describe('Code of `message` where it is a sentence of ours'),
  params: messageParamsSchema.optional(),
  since: z.string().optional().describe('ISO 8601'),
});

export const freshnessSchema = objectSchema<Freshness>({
  state: z
    .enum(['fresh', 'stale', 'pending', 'disabled'])
    .describe('pending: never read; stale: last good data, see error'),
  observedAt: z
    .string()
    .optional()
    .describe('ISO 8601 time of the last good read'),
});

/** @public */
export const metadataSchema: z.ZodType<Metadata> = z.record(
  z.string(),
  z.string(),
);
