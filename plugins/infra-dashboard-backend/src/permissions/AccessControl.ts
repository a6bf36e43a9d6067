import type {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  infraClusterReadPermission,
  infraDashboardPermissions,
  infraProblemsMutePermission,
  infraProvidersManagePermission,
  infraWorkloadReadPermission,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ExpiringMap } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Request } from 'express';
import { callerKeyOf, noteToken } from './callerKeys';
import {
  infraClusterPermissionResourceRef,
  type InfraClusterFilter,
  type InfraClusterResource,
} from './resource';
import { infraClusterRules } from './rules';
import { SearchNotice } from './SearchNotice';
import type { Visibility } from './Visibility';
import {
  infraWorkloadPermissionResourceRef,
  type InfraWorkloadResource,
  type WorkloadCriteria,
} from './workloadResource';
import { infraWorkloadRules } from './workloadRules';

export interface AccessControlOptions {
  auth: AuthService;
  config: RootConfigService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  /** How long a decision on a token of a user is remembered; 0: not at all. */
  decisionTtlMs: number;
}

/** What permission rules are applied to; undefined where it does not exist. */
export interface ResourceFinder {
  cluster: (name: string) => InfraClusterResource | undefined;
  workloads: (
    refs: string[],
  ) => Promise<Array<InfraWorkloadResource | undefined>>;
}

/** What users do, each with a permission of its own. */
const USER_RIGHTS = {
  manage: {
    permission: infraProvidersManagePermission,
    what: 'Managing providers',
  },
  mute: { permission: infraProblemsMutePermission, what: 'Muting problems' },
};

export type UserRight = keyof typeof USER_RIGHTS;

/** Who the caller is, and what the permission policy allows them. */
export class AccessControl {
  readonly #options: AccessControlOptions;
  readonly #searchNotice: SearchNotice;
  readonly #decisions: ExpiringMap<string, Visibility>;

  constructor(options: AccessControlOptions) {
    this.#options = options;
    this.#searchNotice = new SearchNotice(options);
    this.#decisions = new ExpiringMap({ ttlMs: options.decisionTtlMs });
  }

  /** Makes the permissions and their rules known to the permission framework. */
  register(find: ResourceFinder): void {
    const registry = this.#options.permissionsRegistry;
    registry.addResourceType({
      resourceRef: infraClusterPermissionResourceRef,
      permissions: [infraClusterReadPermission],
      rules: Object.values(infraClusterRules),
      getResources: async names => names.map(find.cluster),
    });
    registry.addResourceType({
      resourceRef: infraWorkloadPermissionResourceRef,
      permissions: [infraWorkloadReadPermission],
      rules: Object.values(infraWorkloadRules),
      getResources: find.workloads,
    });
    registry.addPermissions(
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
  async credentialsOf(request: Request): Promise<BackstageCredentials> {
    const credentials = await this.#options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    noteToken(credentials, request);
    return credentials;
  }

  /**
   * The user of a request who may do something, as an entity reference.
   *
   * @throws AuthenticationError without a user, NotAllowedError where the policy denies it
   */
  async userWho(right: UserRight, request: Request): Promise<string> {
    const credentials = await this.#options.httpAuth.credentials(request, {
      allow: ['user'],
    });
    if (!(await this.may(right, credentials))) {
      const { permission, what } = USER_RIGHTS[right];
      throw new NotAllowedError(
        `${what} needs the permission ${permission.name}`,
      );
    }
    return credentials.principal.userEntityRef;
  }

  /** Whether the policy lets a user or service do something. */
  async may(
    right: UserRight,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: USER_RIGHTS[right].permission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /**
   * What the policy lets a caller see. Decided once for all requests of a page.
   *
   * @throws NotAllowedError where the policy denies every cluster
   */
  async visibilityOf(credentials: BackstageCredentials): Promise<Visibility> {
    const { auth, decisionTtlMs } = this.#options;
    const key = callerKeyOf(auth, credentials);
    if (key === undefined || decisionTtlMs === 0) {
      return this.#decide(credentials);
    }
    return this.#decisions.get(key, () => {
      // Forgets the expired ones.
      this.#decisions.retain(() => true);
      return this.#decide(credentials);
    });
  }

  async #decide(credentials: BackstageCredentials): Promise<Visibility> {
    const [clusters, workloads] =
      await this.#options.permissions.authorizeConditional(
        [
          { permission: infraClusterReadPermission },
          { permission: infraWorkloadReadPermission },
        ],
        { credentials },
      );
    this.#searchNotice.note(credentials, { clusters, workloads });
    return {
      key: JSON.stringify([clusters, workloads]),
      clusters: this.#toClusterFilter(clusters),
      workloads: this.#toWorkloadCriteria(workloads),
    };
  }

  #toClusterFilter(decision: PolicyDecision): InfraClusterFilter {
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

  #toWorkloadCriteria(decision: PolicyDecision): WorkloadCriteria {
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return decision.result === AuthorizeResult.ALLOW;
    }
    const ruleset = this.#options.permissionsRegistry.getPermissionRuleset(
      infraWorkloadPermissionResourceRef,
    );
    return createConditionTransformer(ruleset)(decision.conditions);
  }
}
