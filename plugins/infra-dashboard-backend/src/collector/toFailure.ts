import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  coreMessage,
  hintOf,
  messageOf,
  ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/**
 * Makes a failure of any error that a provider threw. An error that is no ProviderFailure is a
 * defect: its stack is logged; its message, which may quote upstream data or secrets, is not.
 */
export function toFailure(
  error: unknown,
  logger: LoggerService,
): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  // A provider that was built against another copy of the node package.
  const {
    name,
    code,
    message,
    hint,
    translation = {},
  } = (error ?? {}) as Partial<ProviderFailure>;
  if (name === 'ProviderFailure' && code && message) {
    const texts = { message, hint, translation };
    return new ProviderFailure(code, messageOf(texts), { hint: hintOf(texts) });
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
    coreMessage('response-not-processed'),
    { hint: coreMessage('plugin-defect') },
  );
}
