import { coreMessage } from '../messages';
import { ProviderFailure } from '../platform/ProviderFailure';

/**
 * Reads the body of a response line by line, as long as upstream sends. Leaving the loop
 * closes the connection.
 *
 * @throws ProviderFailure with `INVALID_RESPONSE` for a line that is longer than allowed
 *
 * @public
 */
export async function* readLines(
  body: ReadableStream<Uint8Array> | null,
  options: { maxLineBytes: number; label: string },
): AsyncGenerator<string> {
  const { label, maxLineBytes } = options;
  if (!body) return;
  const decoder = new TextDecoder();
  let rest: string[] = [];
  let restBytes = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    restBytes += chunk.byteLength;
    const lines = decoder.decode(chunk, { stream: true }).split('\n');
    if (lines.length > 1) {
      yield rest.join('') + lines[0];
      for (const line of lines.slice(1, -1)) yield line;
      rest = [lines[lines.length - 1]];
      restBytes = Buffer.byteLength(rest[0]);
    } else {
      rest.push(lines[0]);
    }
    if (restBytes > maxLineBytes) {
      throw new ProviderFailure(
        'INVALID_RESPONSE',
        coreMessage('line-too-large', {
          label,
          size: Math.round(maxLineBytes / 1024),
        }),
      );
    }
  }
  const last = rest.join('');
  if (last) yield last;
}
