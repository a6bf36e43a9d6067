import type {
  Counts,
  CountsBy,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { z } from 'zod';

export const countsSchema: z.ZodType<Counts> = z
  .object({ total: z.number() })
  .catchall(z.number());

export function countsBySchema<K extends string>(
  keys: readonly K[],
): z.ZodType<CountsBy<K>> {
  const shape = Object.fromEntries(
    keys.map(key => [key, z.number().optional()]),
  );
  return z.object({ total: z.number(), ...shape }) as z.ZodType<any>;
}
