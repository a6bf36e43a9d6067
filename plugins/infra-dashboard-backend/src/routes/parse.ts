import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/**
 * Checks the query of a request.
 *
 * @throws InputError that names each parameter which is wrong
 */
export function parseQuery<T extends z.ZodType>(
  schema: T,
  query: unknown,
): z.output<T> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys
          .map(key => `${key}: is not a parameter of this route`)
          .join('; ')
      : `${issue.path.map(String).join('.')}: ${issue.message}`,
  );
  throw new InputError(reasons.join('; '));
}
