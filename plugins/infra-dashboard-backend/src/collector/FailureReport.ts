import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ProviderError } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Redactor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { toFailure } from './toFailure';
import { toProviderError } from './toProviderError';

/** Says what went wrong with one connection, without what is configured for it. */
export class FailureReport {
  readonly #logger: LoggerService;
  readonly #redactor: Redactor;

  constructor(options: { logger: LoggerService; redactor: Redactor }) {
    this.#logger = options.logger;
    this.#redactor = options.redactor;
  }

  /** Whatever was thrown; the place of what nobody expected goes into the log. */
  toFailure(error: unknown): ProviderFailure {
    return toFailure(error, this.#logger);
  }

  /** The value that API answers carry. */
  toError(failure: ProviderFailure): ProviderError {
    return this.#redactor.error(toProviderError(failure));
  }
}
