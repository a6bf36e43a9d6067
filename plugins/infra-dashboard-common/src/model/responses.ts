import { z } from 'zod';
import { clusterStatusSchema } from './cluster';
import { providerStatusSchema } from './provider';
import { workloadSchema } from './workload';

/** Answer of `GET /clusters`. @public */
export const clusterListSchema = z.object({
  items: z.array(clusterStatusSchema),
});

/** @public */
export type ClusterList = z.infer<typeof clusterListSchema>;

/** Answer of the workload lists of one cluster or node. @public */
export const workloadListSchema = z.object({ items: z.array(workloadSchema) });

/** @public */
export type WorkloadList = z.infer<typeof workloadListSchema>;

/** Answer of `GET /workloads`. @public */
export const workloadPageSchema = z.object({
  items: z.array(workloadSchema),
  totalItems: z.number(),
  nextCursor: z.string().optional(),
});

/** @public */
export type WorkloadPage = z.infer<typeof workloadPageSchema>;

/** Answer of `GET /providers` and `GET /health/providers`. @public */
export const providerListSchema = z.object({
  items: z.array(providerStatusSchema),
});

/** @public */
export type ProviderList = z.infer<typeof providerListSchema>;
