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
  throw new InputError(describe(parsed.error));
}

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
 * Checks the body of a request.
 *
 * @throws InputError that names each key which is wrong
 */
export function parseBody<T extends z.ZodType>(
  schema: T,
  body: unknown,
): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new InputError(describe(parsed.error));
}
