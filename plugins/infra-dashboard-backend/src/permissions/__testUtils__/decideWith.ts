import type { PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Criteria } from './createPolicy';

/** What a policy decides, by type of resource: all is allowed where there are no criteria. */
export function decideWith(
  criteria: Partial<Record<string, Criteria>>,
): PermissionsService['authorizeConditional'] {
  return async queries =>
    queries.map(({ permission: { resourceType } }) => {
      const conditions = criteria[resourceType];
      return conditions
        ? {
            result: AuthorizeResult.CONDITIONAL,
            ...{ pluginId: 'infra-dashboard', resourceType, conditions },
          }
        : { result: AuthorizeResult.ALLOW };
    });
}
