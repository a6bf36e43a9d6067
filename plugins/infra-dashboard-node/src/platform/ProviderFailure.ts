import type {
  ProviderError,
  ProviderErrorCode,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  codeOf,
  paramsOf,
  textOf,
  type MessageText,
} from '../text/messageFields';

/** @public */
export interface ProviderFailureOptions {
  /** How to fix it, in a sentence. */
  hint?: MessageText;
  /** The `Retry-After` of the upstream response, in milliseconds. */
  retryAfterMs?: number;
  /** HTTP status of the response, for the provider's own decisions. */
  upstreamStatus?: number;
}

/**
 * Why a read failed. The message may be shown: it contains no URL, token or secret, and there is
 * no `cause`, since causes are logged.
 *
 * @public
 */
export class ProviderFailure extends Error {
  readonly code: ProviderErrorCode;
  readonly hint?: string;
  /** Codes and parameters to translate the message and the hint. */
  readonly translation: Pick<
    ProviderError,
    'messageCode' | 'params' | 'hintCode' | 'hintParams'
  >;
  readonly retryAfterMs?: number;
  readonly upstreamStatus?: number;

  constructor(
    code: ProviderErrorCode,
    message: MessageText,
    options: ProviderFailureOptions = {},
  ) {
    super(textOf(message));
    this.name = 'ProviderFailure';
    this.code = code;
    this.hint = options.hint && textOf(options.hint);
    const messageCode = codeOf(message);
    const params = paramsOf(message);
    const hintCode = codeOf(options.hint);
    const hintParams = paramsOf(options.hint);
    this.translation = {
      ...(messageCode && { messageCode }),
      ...(params && { params }),
      ...(hintCode && { hintCode }),
      ...(hintParams && { hintParams }),
    };
    this.retryAfterMs = options.retryAfterMs;
    this.upstreamStatus = options.upstreamStatus;
  }

  /** The value that API responses contain. */
  toProviderError(): ProviderError {
    return {
      code: this.code,
      message: this.message,
      ...(this.hint && { hint: this.hint }),
      ...this.translation,
    };
  }
}
