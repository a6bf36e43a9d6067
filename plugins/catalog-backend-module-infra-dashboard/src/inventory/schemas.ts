import {
  clusterStatusSchema,
  completenessSchema,
  nodeStatusSchema,
  providerStatusSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';

/**
 * The fields of `GET /clusters` that the catalog needs. Other fields are not checked, so that
 * the response of another version of the backend is still valid.
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
    // An unknown format of another version must not remove entities.
    complete: completenessSchema
      .pick({ nodes: true, facts: true })
      .optional()
      .catch(undefined),
    nodes: nodeStatusSchema
      .pick({ id: true, name: true, metadata: true })
      .array()
      .optional(),
  });

/** The fields of `GET /providers` that the catalog needs. */
export const providerRowSchema = providerStatusSchema.pick({
  name: true,
  state: true,
  owner: true,
});
