import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { strictObject } from './strictObject';

/**
 * The schedule of a background task, as Backstage reads it.
 *
 * @public
 */
export const taskSchedule = strictObject({
  frequency: z.unknown().optional(),
  timeout: z.unknown().optional(),
  initialDelay: z.unknown().optional(),
  scope: z.unknown().optional(),
}).transform((value, context) => {
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(
      new ConfigReader(value as JsonObject, 'schedule'),
    );
  } catch (error) {
    context.addIssue((error as Error).message);
    return z.NEVER;
  }
});
