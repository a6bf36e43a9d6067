import {
  HEALTHS,
  type StorageStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { STORAGE_SORT_KEYS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  StoragePage,
  StorageQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { listQueryShape, sortSchema, wordsSchema } from './listQuery';
import { objectSchema, strictSchema } from './objectSchema';
import { reasonShape } from './reasonShape';
import { metadataSchema, usageSchema } from './shared';
import { healthSchema, providerTypeSchema } from './vocabulary';

/** @public */
export const storageStatusSchema = objectSchema<StorageStatus>({
  id: z.string().describe('Stable; unique with the cluster'),
  name: z.string(),
  cluster: z.string(),
  provider: providerTypeSchema,
  type: z
    .string()
    .optional()
    .describe('The platform word for its kind, such as rbd or nfs'),
  health: healthSchema,
  statusReason: z.string().optional(),
  ...reasonShape,
  enabled: z
    .boolean()
    .optional()
    .describe('False where it is turned off in the platform'),
  shared: z
    .boolean()
    .optional()
    .describe('Whether several nodes use the same data'),
  nodes: z
    .array(z.string())
    .optional()
    .describe('Names of the nodes that it is set up on'),
  content: z
    .array(z.string())
    .optional()
    .describe('What it may contain, such as images or backup'),
  space: usageSchema,
  backing: z
    .string()
    .optional()
    .describe(
      'What its space comes from, such as a pool or an export. Storages of a cluster with the same backing share that space, which totals count once',
    ),
  metadata: metadataSchema.optional(),
});

/** @public */
export const storageQuerySchema = strictSchema<StorageQuery>({
  q: z
    .string()
    .max(200)
    .optional()
    .describe(
      'Words that name, type, backing, node, content or cluster must contain',
    ),
  provider: listQueryShape.provider,
  cluster: listQueryShape.cluster,
  type: z
    .string()
    .optional()
    .describe('A storage type, or several separated by commas'),
  health: wordsSchema(HEALTHS)
    .optional()
    .describe('A health, or several separated by commas'),
  shared: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: only shared ones; false: only local ones'),
  sort: sortSchema(STORAGE_SORT_KEYS).describe(
    'share is what part of the space is in use; of the same health, -health has the fullest first',
  ),
  limit: listQueryShape.limit,
  cursor: listQueryShape.cursor,
});

/** @public */
export const storagePageSchema = objectSchema<StoragePage>({
  items: z.array(storageStatusSchema),
  totalItems: z.number(),
  nextCursor: z.string().optional(),
});
