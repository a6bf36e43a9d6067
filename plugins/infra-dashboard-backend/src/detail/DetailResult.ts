import type {
  ProviderError,
  WorkloadDetail,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  providerErrorSchema,
  workloadDetailSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { z } from 'zod';

/** Details of a workload, or why there are none; neither where its platform has none. */
export interface DetailResult {
  detail?: WorkloadDetail;
  error?: ProviderError;
}

/** What another replica has stored. */
export const detailResultSchema: z.ZodType<DetailResult> = z.object({
  detail: workloadDetailSchema.optional(),
  error: providerErrorSchema.optional(),
});
