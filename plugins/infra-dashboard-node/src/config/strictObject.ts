import { z } from 'zod';
import { describeUnknownKey } from './describeUnknownKey';

/**
 * An object schema that rejects unknown keys with an error that names the nearest known key.
 *
 * @param shape - schema of each key
 * @param message - what the value must be where it is no object
 * @public
 */
export function strictObject<T extends z.core.$ZodLooseShape>(
  shape: T,
  message = 'must be an object',
) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? (issue.keys ?? [])
            .map(key => describeUnknownKey(String(key), known))
            .join(' ')
        : message,
  });
}
