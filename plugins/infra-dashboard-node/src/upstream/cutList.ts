import { endOfString } from './scanJson';

/** Length of the parts: parsing one takes a millisecond or two. */
const PART = 128 * 1024;

/** A row of more is of no use: the largest objects of the platforms have a megabyte and a half. */
const MAX_ROW = 16 * 1024 * 1024;
const MAX_ROW_VALUES = 50_000;

/** After how many characters the caller gets a turn. */
const TURN = 256 * 1024;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Cuts the JSON of an object with a long array apart, so that it need not be parsed in one go:
 * `{"kind":"PodList","items":[a,b,c]}` yields `[a,b]` and `[c]`, and returns
 * `{"kind":"PodList","items":[]}`. A row that is too long becomes `null`. It yields an empty text
 * where there is no part yet and other work should have its turn.
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
  /** Where the array begins, the part under way, and the row under way. */
  let list: number | undefined;
  let part = 0;
  let row = 0;
  let rowCommas = 0;
  let turnAt = TURN;
  const isRowTooLong = (at: number) =>
    at - row > MAX_ROW || rowCommas > MAX_ROW_VALUES;
  /** The part until a row has ended; what has no end is never parsed. */
  const cut = (at: number): string[] => {
    const isTooLong = isRowTooLong(at);
    const before = isTooLong ? text.slice(part, row - 1) : '';
    const rest = isTooLong ? 'null' : text.slice(part, at);
    return [...(before ? [`[${before}]`] : []), `[${rest}]`];
  };
  for (let at = 0; at < text.length; at += 1) {
    if (at > turnAt) {
      turnAt = at + TURN;
      yield '';
    }
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      begin.lastIndex = at;
      if (depth === 1 && list === undefined && begin.test(text)) {
        list = begin.lastIndex;
        part = list;
        row = list;
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
        yield* cut(at);
        return text.slice(0, list) + text.slice(at);
      }
    } else if (code === COMMA && list !== undefined) {
      rowCommas += 1;
      if (depth !== 2) continue;
      if (at - part > PART || isRowTooLong(at)) {
        yield* cut(at);
        part = at + 1;
      }
      row = at + 1;
      rowCommas = 0;
    }
  }
  return text;
}
