import type {
  BackstageCredentials,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';

const KEY = 'search.collators.infraDashboard.visibility';

/** Who the collator of the search is. */
const SEARCH = 'plugin:search';

/**
 * Warns, once, where the search shows what the pages do not: it asks for one permission only,
 * and the policy has conditions on the other one.
 */
export class SearchNotice {
  readonly #config: RootConfigService;
  readonly #logger: LoggerService;
  #isSearched = false;
  #isReported = false;

  constructor(options: { config: RootConfigService; logger: LoggerService }) {
    this.#config = options.config;
    this.#logger = options.logger;
  }

  /** Notes what a policy decided on a caller. */
  note(
    { principal }: BackstageCredentials<any>,
    decisions: { clusters: PolicyDecision; workloads: PolicyDecision },
  ): void {
    if (principal?.type === 'service') {
      this.#isSearched ||= principal.subject === SEARCH;
      return;
    }
    if (!this.#isSearched || this.#isReported) return;
    const warning = this.#warningFor(decisions);
    if (!warning) return;
    this.#isReported = true;
    this.#logger.warn(warning);
  }

  #warningFor(decisions: {
    clusters: PolicyDecision;
    workloads: PolicyDecision;
  }): string | undefined {
    const isAllowed = ({ result }: PolicyDecision) =>
      result === AuthorizeResult.ALLOW;
    if (this.#config.getOptional(KEY) !== 'workload') {
      return isAllowed(decisions.workloads)
        ? undefined
        : `The search shows workloads that the permission policy hides, unless ${KEY} is workload`;
    }
    // Where it has conditions on both, those on workloads are taken to repeat those on clusters.
    return isAllowed(decisions.workloads) && !isAllowed(decisions.clusters)
      ? `The search shows workloads of clusters that the permission policy hides, unless ${KEY} is cluster`
      : undefined;
  }
}
