import { inspect } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';

/** A logger that stores what it is given, as text with all details. */
export function createLogRecorder(lines: string[]): LoggerService {
  const add = (message: string, details?: unknown) => {
    lines.push(`${message} ${inspect(details, { depth: 10 })}`);
  };
  const logger: LoggerService = {
    error: add,
    warn: add,
    info: add,
    debug: add,
    child: () => logger,
  };
  return logger;
}
