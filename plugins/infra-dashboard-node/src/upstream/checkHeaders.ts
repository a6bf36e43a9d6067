import { coreMessage } from '../messages';
import { ProviderFailure } from '../platform/ProviderFailure';

/** What a header can hold; others are bytes beyond Latin-1, or end the line. */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Headers hold what the configuration has: a line break in a token is no failure of upstream.
 *
 * @throws ProviderFailure with `MISCONFIGURED`, without the value
 */
export function checkHeaders(
  headers: Record<string, string> | undefined,
  label: string,
): void {
  if (Object.values(headers ?? {}).every(value => SENDABLE.test(value))) return;
  throw new ProviderFailure(
    'MISCONFIGURED',
    coreMessage('credentials-not-sendable', { label }),
    { hint: coreMessage('check-quotes') },
  );
}
