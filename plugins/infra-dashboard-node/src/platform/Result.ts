import { ProviderFailure } from './ProviderFailure';

/**
 * A value, or why there is none. Parts of a reading fail on their own.
 *
 * @public
 */
export type Result<T> =
  | { ok: true; value: T }
  | { ok: false; failure: ProviderFailure };

/** @public */
export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** @public */
export function failed(failure: ProviderFailure): Result<never> {
  return { ok: false, failure };
}

/**
 * The outcome of an operation.
 *
 * @throws what is not a ProviderFailure, which is a defect
 * @public
 */
export async function toResult<T>(work: Promise<T>): Promise<Result<T>> {
  try {
    return success(await work);
  } catch (error) {
    if (error instanceof ProviderFailure) return failed(error);
    throw error;
  }
}
