import { coreMessage } from '../messages';
import { ProviderFailure } from '../platform/ProviderFailure';
import { yieldIfDue } from './sliceWork';

/** The text of an error is for people, and is parsed in one go. */
const MAX_ERROR_BYTES = 64 * 1024;

/**
 * What is decoded before others may go on. Each chunk would be too often: many wait for their
 * turn, and a large body would take minutes.
 */
const SLICE_BYTES = 1024 * 1024;

/**
 * Reads a response's body as text, and gives up as soon as it is larger than allowed. The body
 * of an error is cut off instead.
 *
 * @public
 */
export async function readBody(
  response: Response,
  options: { maxBytes: number; label: string },
): Promise<string> {
  const { label } = options;
  const isError = response.status >= 400;
  const maxBytes = isError ? MAX_ERROR_BYTES : options.maxBytes;
  const tooLarge = () =>
    new ProviderFailure(
      'INVALID_RESPONSE',
      coreMessage('response-too-large', {
        label,
        size: Math.round(maxBytes / 1024 / 1024),
      }),
    );
  if (!isError && Number(response.headers.get('content-length')) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  if (!response.body) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  let yieldedAt = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    const room = maxBytes - size;
    size += chunk.byteLength;
    // Leaving the loop cancels the stream and with it the socket.
    if (size > maxBytes && !isError) throw tooLarge();
    parts.push(decoder.decode(chunk.subarray(0, room), { stream: true }));
    if (size >= maxBytes && isError) break;
    // A whole body may have arrived already.
    if (size - yieldedAt < SLICE_BYTES) continue;
    yieldedAt = size;
    await yieldIfDue();
  }
  parts.push(decoder.decode());
  const text = parts.join('');
  await yieldIfDue();
  return text;
}
