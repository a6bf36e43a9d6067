import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ExpiringMap,
  withTimeout,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { callerKeyOf } from './callerKeys';

/** How long what a user may see is remembered. */
const TTL_MS = 5_000;

/** How long a response waits for the catalog. */
const TIMEOUT_MS = 5_000;

/** Which entities of the catalog one caller may see. */
export interface EntityVisibility {
  /** Whether it is all of them, so that nothing has to be checked. */
  all(): Promise<boolean>;
  /** Those of some entity references that the caller may see. */
  visible(refs: Iterable<string>): Promise<ReadonlySet<string>>;
}

/** For what runs without a caller. */
export const ALL_ENTITIES: EntityVisibility = {
  all: async () => true,
  visible: async refs => new Set(refs),
};

type Decision = 'all' | 'some' | 'none';

/** What was learnt about a caller. */
class Caller {
  decision: Promise<Decision> | undefined;
  readonly refs = new Map<string, boolean>();
}

export interface VisibleEntitiesOptions {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  permissions: PermissionsService;
}

/**
 * Applies the catalog's own permission `catalog.entity.read` to the entities and owners of
 * workloads. The catalog decides, with the caller's credentials, since only the catalog knows
 * what the conditions of a policy mean.
 */
export class VisibleEntities {
  readonly #options: VisibleEntitiesOptions;
  readonly #callers = new ExpiringMap<string, Caller>({ ttlMs: TTL_MS });

  constructor(options: VisibleEntitiesOptions) {
    this.#options = options;
  }

  /** Nothing is requested until it has to be known. */
  of(credentials: BackstageCredentials): EntityVisibility {
    const caller = this.#callerOf(credentials);
    const decide = async () => {
      const known = await caller;
      known.decision ??= this.#decide(credentials);
      return known.decision;
    };
    return {
      all: async () => (await decide()) === 'all',
      visible: async refs => {
        const list = [...new Set(refs)];
        if (list.length === 0) return new Set();
        const decision = await decide();
        if (decision === 'all') return new Set(list);
        if (decision === 'none') return new Set();
        return this.#read(list, (await caller).refs, credentials);
      },
    };
  }

  async #callerOf(credentials: BackstageCredentials): Promise<Caller> {
    const key = callerKeyOf(this.#options.auth, credentials);
    if (key === undefined) return new Caller();
    return this.#callers.get(key, async () => {
      // Forgets the expired ones.
      this.#callers.retain(() => true);
      return new Caller();
    });
  }

  async #decide(credentials: BackstageCredentials): Promise<Decision> {
    const [{ result }] = await this.#options.permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (result === AuthorizeResult.ALLOW) return 'all';
    return result === AuthorizeResult.DENY ? 'none' : 'some';
  }

  /** One request for all that is not known. If the catalog fails, nothing is visible. */
  async #read(
    refs: string[],
    known: Map<string, boolean>,
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const { catalog, logger } = this.#options;
    const unknown = refs.filter(ref => !known.has(ref));
    try {
      if (unknown.length > 0) {
        const { items } = await withTimeout(
          () =>
            catalog.getEntitiesByRefs(
              { entityRefs: unknown, fields: ['kind'] },
              { credentials },
            ),
          { ms: TIMEOUT_MS, onTimeout: () => new Error('Timeout') },
        );
        unknown.forEach((ref, index) => known.set(ref, Boolean(items[index])));
      }
    } catch (error) {
      logger.warn(
        `Entities and owners are hidden from a user, since the catalog did not say which ones are visible (${
          (error as Error).name
        })`,
      );
    }
    return new Set(refs.filter(ref => known.get(ref)));
  }
}
