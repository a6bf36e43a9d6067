import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ProviderError } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ProviderFailure,
  Redactor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { toFailure } from './toFailure';
import { toProviderError } from './toProviderError';

/** Describes failures of one connection without its configured secrets. */
export class FailureReport {
  readonly #logger: LoggerService;
  readonly #redactor: Redactor;

  constructor(options: { logger: LoggerService; redactor: Redactor }) {
    this.#logger = options.logger;
    this.#redactor = options.redactor;
  }

  /** Makes a failure of any error; the place of an unexpected one is logged. */
  toFailure(error: unknown): ProviderFailure {
    return toFailure(error, this.#logger);
  }

  /** The value that API responses contain. */
  toError(failure: ProviderFailure): ProviderError {
    return this.#redactor.error(toProviderError(failure));
  }
}
