import { ProviderFailure } from '../platform/ProviderFailure';

/**
 * Reads an answer's body as text, and gives up as soon as it is larger than allowed.
 */
export async function readBody(
  response: Response,
  options: { maxBytes: number; label: string },
): Promise<string> {
  const { maxBytes, label } = options;
  const tooLarge = () =>
    new ProviderFailure(
      'INVALID_RESPONSE',
      `The answer of ${label} is larger than ${Math.round(
        maxBytes / 1024 / 1024,
      )} MiB`,
    );
  if (Number(response.headers.get('content-length')) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  if (!response.body) return '';
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream and with it the socket.
    if (size > maxBytes) throw tooLarge();
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  parts.push(decoder.decode());
  return parts.join('');
}
