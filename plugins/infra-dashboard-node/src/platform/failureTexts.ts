import { toCheckTexts, type MessageText } from '../text/messageFields';
import type { ProviderFailure } from './ProviderFailure';

/** The message of a failure; a plain text where it has no code. @public */
export function messageOf(failure: ProviderFailure): MessageText {
  const { messageCode: code, params } = failure.translation;
  return code ? { code, params, message: failure.message } : failure.message;
}

/** The hint of a failure; a plain text where it has no code. @public */
export function hintOf(failure: ProviderFailure): MessageText | undefined {
  const { hintCode: code, params } = failure.translation;
  const { hint } = failure;
  return hint && code ? { code, params, message: hint } : hint;
}

/**
 * The texts of a row of a connection check that failed.
 *
 * @param remedy - default: the hint of the failure
 * @public
 */
export function toFailureTexts(
  failure: ProviderFailure,
  remedy: MessageText | undefined = hintOf(failure),
) {
  return toCheckTexts(messageOf(failure), remedy);
}
