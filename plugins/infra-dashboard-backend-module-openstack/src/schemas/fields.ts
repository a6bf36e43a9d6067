import { isPlausible } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';

export const text = z.string().nullish().catch(undefined);
export const amount = z.number().refine(isPlausible);
export const number = amount.nullish().catch(undefined);
export const flag = z.boolean().nullish().catch(undefined);
/** Nova's ids are uuids, or integers before 2.53. */
export const id = z
  .union([z.string().min(1).max(255), z.number()])
  .transform(String);

export function optionalObject<S extends z.ZodType>(schema: S) {
  return schema.nullish().catch(undefined);
}

/** A list without its invalid entries. */
export function optionalList<S extends z.ZodType>(schema: S) {
  return z
    .array(z.unknown())
    .nullish()
    .catch(undefined)
    .transform(rows =>
      rows?.flatMap(row => {
        const parsed = schema.safeParse(row);
        return parsed.success ? [parsed.data as z.output<S>] : [];
      }),
    );
}
