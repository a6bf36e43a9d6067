/** Length of the parts: parsing one takes a millisecond or two. */
const PART = 128 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Where the string ends that begins at a quote; the end of the text where it does not. */
function endOfString(text: string, begin: number): number {
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
 * Cuts the JSON of an object with a long array apart, so that it need not be parsed in one go:
 * `{"kind":"PodList","items":[a,b,c]}` yields `[a,b]` and `[c]`, and returns
 * `{"kind":"PodList","items":[]}`.
 *
 * It only looks at quotes, commas and brackets. Malformed JSON is detected when the
 * parts are parsed.
 *
 * @param key - of the array, in the outermost object
 *
 * @public
 */
export function* cutList(text: string, key: string): Generator<string, string> {
  const begin = new RegExp(`"${key}"\\s*:\\s*\\[`, 'y');
  let depth = 0;
  /** Where the array begins and the part under way. */
  let list: number | undefined;
  let part = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      begin.lastIndex = at;
      if (depth === 1 && list === undefined && begin.test(text)) {
        list = begin.lastIndex;
        part = list;
        at = list - 1;
        depth = 2;
      } else {
        at = endOfString(text, at);
      }
    } else if (OPENING.has(code)) {
      depth += 1;
    } else if (CLOSING.has(code)) {
      depth -= 1;
      if (depth === 1 && list !== undefined) {
        yield `[${text.slice(part, at)}]`;
        return text.slice(0, list) + text.slice(at);
      }
    } else if (
      code === COMMA &&
      depth === 2 &&
      list !== undefined &&
      at - part > PART
    ) {
      yield `[${text.slice(part, at)}]`;
      part = at + 1;
    }
  }
  return text;
}
