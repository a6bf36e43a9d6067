import { MAX_ITEMS, MAX_TEXT } from './boundValue';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/** Characters that are not shown, or the escape of one. */
const CONTROL =
  /\\[bfnrtu]|[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** Where the string ends that begins at a quote; the end of the text where it does not. */
export function endOfString(text: string, begin: number): number {
  let end = text.indexOf('"', begin + 1);
  while (end !== -1) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

/**
 * How deep a JSON text is nested, and whether something in it may have to be cut or cleaned. Looks
 * at quotes, commas and brackets only, which takes less time than parsing it.
 */
export function scanJson(text: string): {
  depth: number;
  needsBounds: boolean;
  /** About as many values are in it. */
  values: number;
} {
  let level = 0;
  let depth = 0;
  let commas = 0;
  let longest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      longest = Math.max(longest, end - at - 1);
      at = end;
    } else if (code === COMMA) {
      commas += 1;
    } else if (code === 0x5b || code === 0x7b) {
      level += 1;
      depth = Math.max(depth, level);
    } else if (code === 0x5d || code === 0x7d) {
      level -= 1;
    }
  }
  const needsBounds =
    longest > MAX_TEXT || commas >= MAX_ITEMS || CONTROL.test(text);
  return { depth, needsBounds, values: commas };
}
