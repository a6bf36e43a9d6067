import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { z } from 'zod';
import { coreSchemaText } from './schemaText';

/**
 * True or false, as Backstage reads it: what comes out of an environment variable is a text
 * such as `true`, `yes` or `0`.
 *
 * @public
 */
export const flag = z
  .unknown()
  .transform((value, context): boolean | undefined => {
    if (value === undefined) return undefined;
    try {
      return new ConfigReader({ flag: value as JsonValue }).getBoolean('flag');
    } catch {
      context.addIssue(coreSchemaText('must-be-boolean'));
      return z.NEVER;
    }
  })
  .optional();
