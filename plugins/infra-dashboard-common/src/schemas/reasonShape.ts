import { z } from 'zod';
import { messageParamsSchema } from './shared';

/** Why something has its health, and since when. */
export const reasonShape = {
  reasonCode: z
    .string()
    .optional()
    .describe('Code of `statusReason` where it is a sentence of ours'),
  reasonParams: messageParamsSchema.optional(),
  since: z
    .string()
    .optional()
    .describe('Since when it has this health, as far as observed (ISO 8601)'),
};
