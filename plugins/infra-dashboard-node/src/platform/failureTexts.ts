import { toCheckTexts, type MessageText } from '../text/messageFields';
import type { ProviderFailure } from './ProviderFailure';

/** The texts of a failure. @public */
export type FailureTexts = Pick<
  ProviderFailure,
  'message' | 'hint' | 'translation'
>;

/** The message of a failure; a plain text where it has no code. @public */
export function messageOf(failure: FailureTexts): MessageText {
  const { messageCode: code, params } = failure.translation;
  return code ? { code, params, message: failure.message } : failure.message;
}

/** The hint of a failure; a plain text where it has no code. @public */
export function hintOf(failure: FailureTexts): MessageText | undefined {
  const { hintCode: code, hintParams: params } = failure.translation;
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
