import { coreMessage } from '../messages';
import { ProviderFailure } from '../platform/ProviderFailure';

/** Far more than one installation has; mapping so many takes a second. @public */
export const MAX_ROWS = 50_000;

/**
 * Returns the rows of a list without pages, unless there are implausibly many: mapping them
 * would take memory and block other work.
 *
 * @public
 */
export function limitRows<T>(rows: T[], label: string): T[] {
  if (rows.length <= MAX_ROWS) return rows;
  throw new ProviderFailure(
    'INVALID_RESPONSE',
    coreMessage('list-too-long', { label, max: MAX_ROWS }),
    { hint: coreMessage('check-list') },
  );
}
