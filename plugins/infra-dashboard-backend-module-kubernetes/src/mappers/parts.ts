import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { WatchedResult } from '../read/WatchedList';

/**
 * One list of a refresh. What keeps us from it is a value: a part that is denied or broken
 * must not take the others with it.
 */
export type Part<T> =
  | ({ state: 'read' } & WatchedResult<T>)
  | { state: 'denied' | 'missing' | 'failed'; failure: ProviderFailure }
  | { state: 'skipped' };

/** Turns the failure of a list into a part; what is no `ProviderFailure` is a bug of ours. */
export async function toPart<T>(
  list: Promise<WatchedResult<T>>,
): Promise<Part<T>> {
  try {
    return { state: 'read', ...(await list) };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    const { upstreamStatus } = error;
    const state =
      (upstreamStatus === 403 && 'denied') ||
      (upstreamStatus === 404 && 'missing') ||
      'failed';
    return { state, failure: error };
  }
}

/** The rows of a part; none where it could not be read. */
export function itemsOf<T>(part: Part<T>): T[] {
  return part.state === 'read' ? part.items : [];
}

/** Whether what is not among the rows does not exist. */
export function isComplete(part: Part<unknown>): boolean {
  return part.state === 'read' && part.skipped === 0 && !part.truncated;
}

const FATAL = new Set<string>([
  'UNREACHABLE',
  'TIMEOUT',
  'TLS',
  'UNAUTHORIZED',
  'RATE_LIMITED',
  'MISCONFIGURED',
]);

/** Whether an error concerns the whole API server, so that asking for more is in vain. */
export function isFatal(error: unknown): boolean {
  return !(error instanceof ProviderFailure) || FATAL.has(error.code);
}
