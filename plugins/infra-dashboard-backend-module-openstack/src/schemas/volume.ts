import { z } from 'zod';
import { optionalObject, text } from './fields';

/** Drivers report a number, a number as text, `unknown` or `infinite`. */
const gibibytes = z.union([z.number(), z.string()]).nullish().catch(undefined);

/** A row of `GET /scheduler-stats/get_pools?detail=true` of Cinder */
export const poolSchema = z.object({
  name: z.string().min(1).max(500),
  capabilities: optionalObject(
    z.object({
      volume_backend_name: text,
      storage_protocol: z
        .union([z.string(), z.array(z.string())])
        .nullish()
        .catch(undefined),
      vendor_name: text,
      backend_state: text,
      total_capacity_gb: gibibytes,
      free_capacity_gb: gibibytes,
      provisioned_capacity_gb: gibibytes,
    }),
  ),
});

export type Pool = z.output<typeof poolSchema>;
