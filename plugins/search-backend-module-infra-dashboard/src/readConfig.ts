import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import {
  readDashboardPath,
  readSection,
  strictObject,
  taskSchedule,
  wholeNumber,
  type ConfigSource,
  type Reading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';

const KEY = 'search.collators.infraDashboard';

/** What `GET /workloads` returns at most. */
const MAX_BATCH_SIZE = 1000;

/**
 * Lunr makes its index in the process of the backend and in one go, which takes a tenth of a second
 * for each thousand workloads.
 */
const MAX_DOCUMENTS_IN_MEMORY = 5_000;

/** Settings of the collator. */
export interface CollatorConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Begins with a slash and ends without one. */
  dashboardPath: string;
  batchSize: number;
  /** The permission that decides on a document: that on its cluster, or on the workload. */
  visibility: 'cluster' | 'workload';
  /** Infinity where there is no bound. */
  maxDocuments: number;
  /** Whether the index is made in the process of the backend. */
  isInMemory: boolean;
}

const collatorSchema = strictObject({
  // As for the documents of the catalog, but after the first reads of the clusters.
  schedule: taskSchedule.default({
    frequency: { minutes: 10 },
    timeout: { minutes: 15 },
    initialDelay: { seconds: 15 },
  }),
  dashboardPath: z.string('must be a path').optional(),
  batchSize: wholeNumber(1, MAX_BATCH_SIZE).transform(size => size ?? 500),
  // Search asks for one permission only. A policy on clusters must not lose its effect.
  visibility: z
    .enum(['cluster', 'workload'], 'must be cluster or workload')
    .default('cluster'),
  maxDocuments: wholeNumber(1),
});

/**
 * Reads `search.collators.infraDashboard`. All keys are optional. Invalid keys get their
 * defaults, so that search still works.
 */
export function readConfig(root: ConfigSource): Reading<CollatorConfig> {
  const { issues, value } = readSection(root, KEY, { schema: collatorSchema });
  // The engine for PostgreSQL is in use wherever that is the database.
  const isPostgres = root.getOptional('backend.database.client') === 'pg';
  const maxDocuments =
    value.maxDocuments ?? (isPostgres ? Infinity : MAX_DOCUMENTS_IN_MEMORY);
  return {
    value: {
      ...value,
      dashboardPath: readDashboardPath(root, value.dashboardPath),
      maxDocuments,
      isInMemory: !isPostgres,
    },
    issues,
  };
}
