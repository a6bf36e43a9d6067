import { z } from 'zod';
import { amount, number, text } from './fields';

/** `GET /resource_providers` of Placement */
export const resourceProviderSchema = z.object({
  uuid: z.string(),
  name: text,
  parent_provider_uuid: text,
  /** Changes with each change of the inventories and allocations. */
  generation: number,
});

export type ResourceProvider = z.output<typeof resourceProviderSchema>;

const inventorySchema = z.object({
  total: amount,
  reserved: number,
  allocation_ratio: number,
  max_unit: number,
});

/** `GET /resource_providers/{uuid}/inventories` */
export const inventoriesSchema = z.object({
  inventories: z.record(
    z.string(),
    inventorySchema.optional().catch(undefined),
  ),
});

export type Inventories = z.output<typeof inventoriesSchema>['inventories'];

/** `GET /resource_providers/{uuid}/usages` */
export const usagesSchema = z.object({
  usages: z.record(z.string(), amount.optional().catch(undefined)),
});

export type Usages = z.output<typeof usagesSchema>['usages'];
