import { z } from 'zod';
import { coreSchemaText } from './schemaText';

/**
 * A whole number. A text that holds one is accepted, as Backstage does for environment
 * variables.
 *
 * @public
 */
export const wholeNumber = (min: number, max?: number) => {
  const message =
    max === undefined
      ? coreSchemaText('must-be-number-of-at-least', { min })
      : coreSchemaText('must-be-number-from', { min, max });
  return z
    .unknown()
    .transform((value, context): number | undefined => {
      if (value === undefined) return undefined;
      const text = typeof value === 'string' ? value.trim() : value;
      const number = typeof text === 'string' && text ? Number(text) : text;
      if (
        Number.isInteger(number) &&
        (number as number) >= min &&
        (number as number) <= (max ?? Infinity)
      ) {
        return number as number;
      }
      context.addIssue(message);
      return z.NEVER;
    })
    .optional();
};
