import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { DAY, HOUR, type Resolution } from './types';

const KEY = 'infraDashboard.history';

export interface HistoryOptions {
  enabled: boolean;
  sampleIntervalMs: number;
  /** How long points of each resolution are kept, in milliseconds. */
  retentionMs: Record<Resolution, number>;
}

export const DEFAULT_HISTORY_OPTIONS: HistoryOptions = {
  enabled: true,
  sampleIntervalMs: 300_000,
  retentionMs: { raw: 2 * DAY, hourly: 30 * DAY, daily: 400 * DAY },
};

/**
 * Reads `infraDashboard.history`. Where a key is wrong the history stays off, which is
 * logged: nothing is deleted for a retention that was meant otherwise.
 */
export function readHistoryOptions(
  config: RootConfigService,
  logger: LoggerService,
): HistoryOptions {
  const { retentionMs, sampleIntervalMs } = DEFAULT_HISTORY_OPTIONS;
  const read = (
    key: string,
    options: { usual: number; least: number; most: number; range: string },
  ) => {
    const { least, most, range, usual } = options;
    if (!config.has(`${KEY}.${key}`)) return usual;
    const duration = durationToMilliseconds(
      readDurationFromConfig(config, { key: `${KEY}.${key}` }),
    );
    if (duration >= least && duration <= most) return duration;
    throw new Error(`${KEY}.${key} must be within ${range}`);
  };
  const readRetention = (resolution: Resolution) =>
    read(`retention.${resolution}`, {
      usual: retentionMs[resolution],
      least: HOUR,
      most: 3_660 * DAY,
      range: 'one hour and ten years',
    });
  try {
    return {
      enabled: config.getOptionalBoolean(`${KEY}.enabled`) ?? true,
      sampleIntervalMs: read('sampleInterval', {
        usual: sampleIntervalMs,
        least: 10_000,
        most: HOUR,
        range: 'ten seconds and one hour',
      }),
      retentionMs: {
        raw: readRetention('raw'),
        hourly: readRetention('hourly'),
        daily: readRetention('daily'),
      },
    };
  } catch (error) {
    logger.error(`The history stays off. ${(error as Error).message}`);
    return { ...DEFAULT_HISTORY_OPTIONS, enabled: false };
  }
}
