import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import type { Hysteresis } from './advance';

const KEY = 'infraDashboard.notifications';

/**
 * Reads `infraDashboard.notifications`; undefined where they are off, which is the default,
 * and where a key is wrong, which is logged: a portal does not stop for it.
 */
export function readNotificationOptions(
  config: RootConfigService,
  logger: LoggerService,
): Hysteresis | undefined {
  const read = (key: string, fallback: number) =>
    config.has(`${KEY}.${key}`)
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: `${KEY}.${key}` }),
        )
      : fallback;
  try {
    if (!config.getOptionalBoolean(`${KEY}.enabled`)) return undefined;
    return {
      unhealthyAfterMs: read('unhealthyAfter', 120_000),
      healthyAfterMs: read('healthyAfter', 300_000),
    };
  } catch (error) {
    logger.error(`Notifications stay off. ${(error as Error).message}`);
    return undefined;
  }
}
