import type {
  Message,
  MessageParams,
  ProviderError,
  ProviderErrorCode,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** @public */
export interface ProviderFailureOptions {
  /** How to fix it, in a sentence. */
  hint?: string | Message;
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
    'messageCode' | 'hintCode' | 'params'
  >;
  readonly retryAfterMs?: number;
  readonly upstreamStatus?: number;

  constructor(
    code: ProviderErrorCode,
    message: string | Message,
    options: ProviderFailureOptions = {},
  ) {
    super(textOf(message));
    this.name = 'ProviderFailure';
    this.code = code;
    this.hint = options.hint && textOf(options.hint);
    this.translation = translationOf(message, options.hint);
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

function textOf(message: string | Message): string {
  return typeof message === 'string' ? message : message.message;
}

function translationOf(
  message: string | Message,
  hint: string | Message | undefined,
): Pick<ProviderError, 'messageCode' | 'hintCode' | 'params'> {
  const params: MessageParams = {};
  const codeOf = (one: string | Message | undefined) => {
    if (!one || typeof one === 'string') return undefined;
    Object.assign(params, one.params);
    return one.code;
  };
  const hintCode = codeOf(hint);
  const messageCode = codeOf(message);
  return {
    ...(messageCode && { messageCode }),
    ...(hintCode && { hintCode }),
    ...(Object.keys(params).length > 0 && { params }),
  };
}
