import { coreMessage } from '../messages';
import { ProviderFailure } from '../platform/ProviderFailure';
import { boundValue } from './boundValue';
import { scanJson } from './scanJson';

/** Objects of the platforms have a depth of twenty at most. */
const MAX_DEPTH = 100;

/** Parsing more at once would hold the event loop; long texts in it cost little. */
const MAX_LENGTH = 16 * 1024 * 1024;
const MAX_VALUES = 200_000;

/**
 * Parses a body; a broken one is a failure of upstream, and so is one that is nested deeper or
 * longer than anything that a platform sends. Texts and lists in it are limited.
 *
 * @public
 */
export function parseJson(text: string, label: string): unknown {
  if (text.length > MAX_LENGTH) {
    throw new ProviderFailure(
      'INVALID_RESPONSE',
      coreMessage('response-too-large', {
        label,
        size: MAX_LENGTH / 1024 / 1024,
      }),
    );
  }
  const { depth, needsBounds, values } = scanJson(text);
  if (values > MAX_VALUES) {
    throw new ProviderFailure(
      'INVALID_RESPONSE',
      coreMessage('list-too-long', { label, max: MAX_VALUES }),
      { hint: coreMessage('check-list') },
    );
  }
  if (depth > MAX_DEPTH) {
    throw new ProviderFailure(
      'INVALID_RESPONSE',
      coreMessage('response-too-deep', { label, max: MAX_DEPTH }),
    );
  }
  try {
    const value: unknown = JSON.parse(text);
    return needsBounds ? boundValue(value) : value;
  } catch {
    throw new ProviderFailure(
      'INVALID_RESPONSE',
      coreMessage('response-not-json', { label }),
      { hint: coreMessage('check-api-url') },
    );
  }
}
