import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/**
 * One question of a refresh. What keeps us from its answer is a value: a part that is
 * denied or broken must not take the others with it.
 *
 * - `denied`: the role or its access rules do not allow it
 * - `absent`: the cloud does not have it
 * - `failed`: it should have worked
 * - `skipped`: there was no point in asking
 */
export type Part<T> =
  | { state: 'read'; value: T }
  | { state: 'denied' | 'absent' | 'failed'; failure: ProviderFailure }
  | { state: 'skipped' };

/** Turns a failure into a part; what is no `ProviderFailure` is a bug of ours. */
export async function toPart<T>(answer: Promise<T>): Promise<Part<T>> {
  try {
    return { state: 'read', value: await answer };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    const { upstreamStatus } = error;
    const state =
      (upstreamStatus === 403 && 'denied') ||
      (upstreamStatus === 404 && 'absent') ||
      'failed';
    return { state, failure: error };
  }
}

/** The value of a part; undefined where it could not be read. */
export function valueOf<T>(part: Part<T>): T | undefined {
  return part.state === 'read' ? part.value : undefined;
}

/** Why a part could not be read. */
export function failureOf(part: Part<unknown>): ProviderFailure | undefined {
  return 'failure' in part ? part.failure : undefined;
}
