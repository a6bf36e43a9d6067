import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  infraClusterReadPermission,
  infraDashboardPermissions,
  infraProvidersManagePermission,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Request } from 'express';
import {
  infraClusterPermissionResourceRef,
  type InfraClusterFilter,
  type InfraClusterResource,
} from './resource';
import { infraClusterRules } from './rules';

export interface AccessControlOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}

/** Who the caller is, and what the permission policy allows them. */
export class AccessControl {
  readonly #options: AccessControlOptions;

  constructor(options: AccessControlOptions) {
    this.#options = options;
  }

  /** Makes the permissions and the rules on clusters known to the permission framework. */
  register(
    getCluster: (name: string) => InfraClusterResource | undefined,
  ): void {
    this.#options.permissionsRegistry.addResourceType({
      resourceRef: infraClusterPermissionResourceRef,
      permissions: infraDashboardPermissions.filter(
        permission => permission.type === 'resource',
      ),
      rules: Object.values(infraClusterRules),
      getResources: async names => names.map(getCluster),
    });
    this.#options.permissionsRegistry.addPermissions(
      infraDashboardPermissions.filter(
        permission => permission.type === 'basic',
      ),
    );
  }

  /**
   * The user or service that makes a request.
   *
   * @throws AuthenticationError without credentials
   */
  credentialsOf(request: Request): Promise<BackstageCredentials> {
    return this.#options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
  }

  /**
   * The user of a request who may manage providers, as an entity reference.
   *
   * @throws AuthenticationError without a user, NotAllowedError where the policy denies it
   */
  async manager(request: Request): Promise<string> {
    const credentials = await this.#options.httpAuth.credentials(request, {
      allow: ['user'],
    });
    if (!(await this.mayManage(credentials))) {
      throw new NotAllowedError(
        `Managing providers needs the permission ${infraProvidersManagePermission.name}`,
      );
    }
    return credentials.principal.userEntityRef;
  }

  /** Whether the policy lets a user or service manage providers. */
  async mayManage(credentials: BackstageCredentials): Promise<boolean> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: infraProvidersManagePermission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /**
   * What the policy lets a caller see.
   *
   * @throws NotAllowedError where the policy denies every cluster
   */
  async visibilityOf(
    credentials: BackstageCredentials,
  ): Promise<InfraClusterFilter> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission: infraClusterReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.ALLOW) return () => true;
    if (decision.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `Seeing infrastructure needs the permission ${infraClusterReadPermission.name}`,
      );
    }
    const ruleset = this.#options.permissionsRegistry.getPermissionRuleset(
      infraClusterPermissionResourceRef,
    );
    const authorize = createConditionAuthorizer(ruleset);
    return cluster => authorize(decision, cluster);
  }
}
