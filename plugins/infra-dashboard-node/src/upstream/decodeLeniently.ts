/** Decodes a part of a URL, in which a lone `%` is allowed although it cannot be decoded. */
export function decodeLeniently(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
