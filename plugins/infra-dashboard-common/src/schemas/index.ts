/**
 * Zod schemas of responses, queries and bodies, and of the model that modules check. They are
 * apart from the main entry, so that pages do not load zod.
 *
 * @packageDocumentation
 */
export { changeSchema, changePageSchema, changeQuerySchema } from './change';
export { completenessSchema, clusterStatusSchema } from './cluster';
export {
  workloadDetailSchema,
  workloadDetailQuerySchema,
  workloadResponseSchema,
} from './detail';
export {
  historyQuerySchema,
  workloadHistoryQuerySchema,
  historyListQuerySchema,
  historySchema,
  historyListSchema,
} from './history';
export { nodeImpactSchema } from './impact';
export {
  providerSwitchSchema,
  providerEntrySchema,
  providerValidationSchema,
} from './manage';
export { nodeStatusSchema } from './node';
export { platformListSchema } from './platform';
export {
  problemMuteSchema,
  problemPageSchema,
  problemQuerySchema,
  problemMuteRequestSchema,
} from './problem';
export {
  providerStatusSchema,
  healthReportSchema,
  connectionCheckSchema,
} from './provider';
export {
  clusterQuerySchema,
  nodeQuerySchema,
  workloadQuerySchema,
} from './queries';
export {
  clusterListSchema,
  workloadListSchema,
  workloadPageSchema,
  nodePageSchema,
  providerListSchema,
} from './responses';
export { providerErrorSchema, conditionSchema, metadataSchema } from './shared';
export {
  storageStatusSchema,
  storageQuerySchema,
  storagePageSchema,
} from './storage';
export { estateSummarySchema, summaryQuerySchema } from './summary';
export { workloadSchema } from './workload';
export type { ObjectSchema, ObjectShape, StrictSchema } from './objectSchema';
export { capacityQuerySchema, capacityReportSchema } from './capacity';
export { unownedPageSchema, unownedQuerySchema } from './unowned';
