import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'search.collators.infraDashboard';

/** What `GET /workloads` gives at most. */
const MAX_BATCH_SIZE = 1000;

/** As for the documents of the catalog, but after the first reads of the clusters. */
const DEFAULTS = {
  schedule: {
    frequency: { minutes: 10 },
    timeout: { minutes: 15 },
    initialDelay: { seconds: 15 },
  },
  dashboardPath: '/infrastructure',
  batchSize: 500,
};

/** Settings of the collator. */
export interface CollatorConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Begins with a slash and ends without one. */
  dashboardPath: string;
  batchSize: number;
  /** Infinity where there is no bound. */
  maxDocuments: number;
}

function readBatchSize(config: Config | undefined): number {
  const size = config?.getOptionalNumber('batchSize') ?? DEFAULTS.batchSize;
  if (!Number.isInteger(size) || size < 1 || size > MAX_BATCH_SIZE) {
    throw new InputError(
      `${KEY}.batchSize: must be a whole number from 1 to ${MAX_BATCH_SIZE}`,
    );
  }
  return size;
}

/** What Lunr holds in memory beside all else that a backend does. */
const MAX_DOCUMENTS_IN_MEMORY = 20_000;

function readMaxDocuments(root: Config, config: Config | undefined): number {
  const told = config?.getOptionalNumber('maxDocuments');
  if (told === undefined) {
    // The engine for PostgreSQL takes over wherever that is the database.
    const client = root.getOptionalString('backend.database.client');
    return client === 'pg' ? Infinity : MAX_DOCUMENTS_IN_MEMORY;
  }
  if (!Number.isInteger(told) || told < 1) {
    throw new InputError(
      `${KEY}.maxDocuments: must be a whole number from 1 on`,
    );
  }
  return told;
}

function readSchedule(
  config: Config | undefined,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config?.getOptionalConfig('schedule');
  if (!schedule) return DEFAULTS.schedule;
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
  } catch (error) {
    throw new InputError(`${KEY}.schedule: ${(error as Error).message}`);
  }
}

/**
 * Reads `search.collators.infraDashboard`, all of which is optional.
 *
 * @throws InputError that names the key which is wrong
 */
export function readConfig(root: Config): CollatorConfig {
  const config = root.getOptionalConfig(KEY);
  const path =
    config?.getOptionalString('dashboardPath') ?? DEFAULTS.dashboardPath;
  const segments = path.split('/').filter(Boolean);
  return {
    schedule: readSchedule(config),
    dashboardPath: segments.map(segment => `/${segment}`).join(''),
    batchSize: readBatchSize(config),
    maxDocuments: readMaxDocuments(root, config),
  };
}
