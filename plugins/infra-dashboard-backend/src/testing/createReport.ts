import type {
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { ConfigReport } from '../config';

const silent: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

/** Reads sections of `infraDashboard`. */
export function createReport(
  infraDashboard: JsonValue | undefined,
  options: { config?: RootConfigService; logger?: LoggerService } = {},
): ConfigReport {
  return new ConfigReport({
    config:
      options.config ??
      new ConfigReader(infraDashboard === undefined ? {} : { infraDashboard }),
    logger: options.logger ?? silent,
  });
}
