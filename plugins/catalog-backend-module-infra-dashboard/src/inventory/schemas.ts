import {
  clusterStatusSchema,
  completenessSchema,
  nodeStatusSchema,
  providerStatusSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';

/**
 * What the catalog needs of `GET /clusters`: no more, so that a backend of another
 * version, whose other fields may differ, can still be read.
 */
export const clusterRowSchema = clusterStatusSchema
  .pick({
    name: true,
    provider: true,
    providerName: true,
    displayName: true,
    version: true,
    freshness: true,
    metadata: true,
  })
  .extend({
    // A shape of another version says nothing that anything may be removed for.
    complete: completenessSchema
      .pick({ nodes: true, facts: true })
      .optional()
      .catch(undefined),
    nodes: nodeStatusSchema
      .pick({ id: true, name: true, metadata: true })
      .array()
      .optional(),
  });

/** What the catalog needs of `GET /providers`. */
export const providerRowSchema = providerStatusSchema.pick({
  name: true,
  state: true,
  owner: true,
});
