import type { BackstageUserInfo } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createInfraClusterConditionalDecision,
  infraClusterConditions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-backend';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_PROVIDER_NAME,
  infraClusterReadPermission,
  infraProblemsMutePermission,
  infraProvidersManagePermission,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

interface Restriction {
  name: string;
  groups: string[];
}

/** What only the platform group may do. */
const OPERATING = [infraProvidersManagePermission, infraProblemsMutePermission];

type NonEmpty<T> = [T, ...T[]];

function isNonEmpty<T>(list: T[]): list is NonEmpty<T> {
  return list.length > 0;
}

/**
 * All users see all clusters except those that the configuration restricts to certain groups.
 * Restricted clusters are hidden with their workloads and their catalog entities. Only the
 * platform group may test, refresh and switch providers, and mute problems.
 */
export class RestrictedClustersPolicy implements PermissionPolicy {
  readonly #restrictions: Restriction[];
  readonly #operators: string[];

  constructor(config: Config) {
    const own = config.getOptionalConfig('permission.infrastructure');
    this.#restrictions =
      own?.getOptionalConfigArray('restrictedClusters')?.map(one => ({
        name: one.getString('name'),
        groups: one.getStringArray('groups'),
      })) ?? [];
    this.#operators = own?.getOptionalStringArray('operators') ?? [];
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (OPERATING.some(one => isPermission(permission, one))) {
      return this.#belongs(user?.info, this.#operators)
        ? { result: AuthorizeResult.ALLOW }
        : { result: AuthorizeResult.DENY };
    }
    const names = this.#restrictions
      .filter(({ groups }) => !this.#belongs(user?.info, groups))
      .map(({ name }) => name);
    if (isNonEmpty(names)) {
      if (isPermission(permission, infraClusterReadPermission)) {
        return createInfraClusterConditionalDecision(permission, {
          not: infraClusterConditions.isCluster({ names }),
        });
      }
      if (isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)) {
        // Entities of every region of a cloud name its provider.
        const [first, ...others] = names.flatMap(value =>
          [ANNOTATION_CLUSTER, ANNOTATION_PROVIDER_NAME].map(annotation =>
            catalogConditions.hasAnnotation({ annotation, value }),
          ),
        );
        return createCatalogConditionalDecision(permission, {
          not: { anyOf: [first, ...others] },
        });
      }
    }
    return { result: AuthorizeResult.ALLOW };
  }

  #belongs(info: BackstageUserInfo | undefined, groups: string[]): boolean {
    return (
      info?.ownershipEntityRefs.some(entityRef => groups.includes(entityRef)) ??
      false
    );
  }
}
