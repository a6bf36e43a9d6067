import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  systemClock,
  type Clock,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { InfraClusterFilter, InfraClusterResource } from '../permissions';

/** Open pages read again much sooner. */
const TTL_MS = 10 * 60_000;

/** More are not remembered: pages poll as well. */
const MAX_VIEWERS = 20_000;

interface Viewer {
  clusters: InfraClusterFilter;
  /** Monotonic milliseconds. */
  seenAt: number;
}

/**
 * Users who read clusters lately, with the clusters that they may see. The signals plugin knows
 * no permissions, so that it needs the users who may hear of a change.
 */
export class Viewers {
  readonly #auth: AuthService;
  readonly #clock: Clock;
  readonly #viewers = new Map<string, Viewer>();

  constructor(options: { auth: AuthService; clock?: Clock }) {
    this.#auth = options.auth;
    this.#clock = options.clock ?? systemClock;
  }

  /** A caller was allowed to read. */
  note(credentials: BackstageCredentials, clusters: InfraClusterFilter): void {
    if (!this.#auth.isPrincipal(credentials, 'user')) return;
    const { userEntityRef } = credentials.principal;
    if (this.#viewers.size >= MAX_VIEWERS) this.#forget();
    if (this.#viewers.size >= MAX_VIEWERS) return;
    this.#viewers.set(userEntityRef, {
      clusters,
      seenAt: this.#clock.monotonic(),
    });
  }

  /** Who may see at least one of these clusters, as entity references. */
  of(clusters: InfraClusterResource[]): string[] {
    this.#forget();
    return [...this.#viewers]
      .filter(([, viewer]) => clusters.some(one => viewer.clusters(one)))
      .map(([userEntityRef]) => userEntityRef);
  }

  #forget(): void {
    const oldest = this.#clock.monotonic() - TTL_MS;
    for (const [userEntityRef, { seenAt }] of this.#viewers) {
      if (seenAt < oldest) this.#viewers.delete(userEntityRef);
    }
  }
}
