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
  };
}
