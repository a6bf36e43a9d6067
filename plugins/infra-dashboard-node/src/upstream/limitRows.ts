import { ProviderFailure } from '../platform/ProviderFailure';

/** Far more than one installation has, and still a second's work to map. @public */
export const MAX_ROWS = 50_000;

/**
 * Hands back the rows of a list that comes without pages, unless they are too many to be
 * true: mapping them would cost memory and hold up everybody else.
 *
 * @public
 */
export function limitRows<T>(rows: T[], label: string): T[] {
  if (rows.length <= MAX_ROWS) return rows;
  throw new ProviderFailure(
    'INVALID_RESPONSE',
    `${label} lists more than ${MAX_ROWS.toLocaleString('en')} things at once`,
    { hint: 'Check that the URL leads to the API, and what it lists' },
  );
}
