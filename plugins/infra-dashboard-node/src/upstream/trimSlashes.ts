/**
 * The text without the slashes at its end. Not by `/\/+$/`, which takes quadratic time for a
 * text that is full of slashes, and catalogs of upstream hold such addresses.
 *
 * @public
 */
export function trimSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}
