import type {
  ClusterList,
  NodePage,
  ProviderList,
  WorkloadList,
  WorkloadPage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { objectSchema } from './objectSchema';
import { clusterStatusSchema } from './cluster';
import { nodeStatusSchema } from './node';
import { providerStatusSchema } from './provider';
import { workloadSchema } from './workload';

/** @public */
export const clusterListSchema = objectSchema<ClusterList>({
  items: z.array(clusterStatusSchema),
});

/** @public */
export const workloadListSchema = objectSchema<WorkloadList>({
  items: z.array(workloadSchema),
});

/** @public */
export const workloadPageSchema = objectSchema<WorkloadPage>({
  items: z.array(workloadSchema),
  totalItems: z.number(),
  nextCursor: z.string().optional(),
});

/** @public */
export const nodePageSchema = objectSchema<NodePage>({
  items: z.array(nodeStatusSchema),
  totalItems: z.number(),
  nextCursor: z.string().optional(),
});

/** @public */
export const providerListSchema = objectSchema<ProviderList>({
  items: z.array(providerStatusSchema),
});
