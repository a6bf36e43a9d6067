import type { LoggerService } from '@backstage/backend-plugin-api';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/**
 * Makes a failure of whatever a provider threw. An error that is no ProviderFailure is a
 * fault of ours: its stack goes into the log, its message, which may quote upstream data
 * or secrets, nowhere.
 */
export function toFailure(
  error: unknown,
  logger: LoggerService,
): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  // A provider that was built against another copy of the node package.
  const { name, code, message, hint } = (error ??
    {}) as Partial<ProviderFailure>;
  if (name === 'ProviderFailure' && code && message) {
    return new ProviderFailure(code, message, { hint });
  }
  const frames = (error as Error | undefined)?.stack
    ?.split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 6)
    .join('\n');
  logger.error(
    `Reading failed with an unexpected ${name ?? 'error'}\n${frames}`,
  );
  return new ProviderFailure(
    'INVALID_RESPONSE',
    'The answer could not be understood',
    {
      hint: 'This is a fault of the plugin; the log of the backend holds the place',
    },
  );
}
