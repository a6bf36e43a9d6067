import { InputError } from '@backstage/errors';
import type { z } from 'zod';

function describe({ issues }: z.ZodError): string {
  const reasons = issues.map(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys
          .map(key => `${key}: is not a parameter of this route`)
          .join('; ')
      : `${issue.path.map(String).join('.') || 'body'}: ${issue.message}`,
  );
  return reasons.join('; ');
}

/**
 * Checks the query or the body of a request.
 *
 * @throws InputError that names each parameter or key which is wrong
 */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputError(describe(parsed.error));
}
