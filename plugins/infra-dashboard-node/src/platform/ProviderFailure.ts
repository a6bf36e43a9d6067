import type {
  ProviderError,
  ProviderErrorCode,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** @public */
export interface ProviderFailureOptions {
  /** What to do about it, in a sentence. */
  hint?: string;
  /** How long upstream asked us to wait (`Retry-After`), in milliseconds. */
  retryAfterMs?: number;
  /** HTTP status that upstream answered with, for the provider's own decisions. */
  upstreamStatus?: number;
}

/**
 * Why a read failed, in words that may be shown: the message holds no URL, token or
 * secret, and there is no `cause`, since those travel into logs.
 *
 * @public
 */
export class ProviderFailure extends Error {
  readonly code: ProviderErrorCode;
  readonly hint?: string;
  readonly retryAfterMs?: number;
  readonly upstreamStatus?: number;

  constructor(
    code: ProviderErrorCode,
    message: string,
    options: ProviderFailureOptions = {},
  ) {
    super(message);
    this.name = 'ProviderFailure';
    this.code = code;
    this.hint = options.hint;
    this.retryAfterMs = options.retryAfterMs;
    this.upstreamStatus = options.upstreamStatus;
  }

  /** The value that API answers carry. */
  toProviderError(): ProviderError {
    return {
      code: this.code,
      message: this.message,
      ...(this.hint && { hint: this.hint }),
    };
  }
}
