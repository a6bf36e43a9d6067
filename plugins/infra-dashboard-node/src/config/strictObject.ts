import { z } from 'zod';
import { describeUnknownKey } from './describeUnknownKey';
import { coreSchemaText } from './schemaText';

/**
 * An object schema that rejects unknown keys, each with an error that names the nearest known
 * key.
 *
 * @param shape - schema of each key
 * @param message - what the value must be where it is no object
 * @public
 */
export function strictObject<T extends z.core.$ZodLooseShape>(
  shape: T,
  message = coreSchemaText('must-be-object'),
) {
  const known = Object.keys(shape);
  // z.strictObject reports all unknown keys in one issue, which has only one message.
  const unknownKey = z.custom<never>(() => false, {
    error: ({ path }) =>
      describeUnknownKey(String(path?.at(-1)), known).message,
    params: { knownKeys: known },
  });
  return z.object(shape, message).catchall(unknownKey) as unknown as ReturnType<
    typeof z.strictObject<T>
  >;
}
