import { LineCounter, parseDocument, type Document, type Node } from 'yaml';

/** Parsing a larger text again would block the event loop. */
const MAX_LENGTH = 256 * 1024;

function parse(text: string) {
  const lineCounter = new LineCounter();
  const document: Document = parseDocument(text, {
    lineCounter,
    strict: false,
    uniqueKeys: false,
  });
  return { document, lineCounter };
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** Whether the only thing wrong with the text is that it ends. */
function isCutOff(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    return /Unexpected end|Unterminated string/.test((error as Error).message);
  }
}

/**
 * The line of a JSON syntax error. The parser reports a position only in some cases; otherwise
 * this searches for the first line after which the text is not a valid prefix.
 */
export function lineOfSyntaxError(
  text: string,
  error: unknown,
): number | undefined {
  const position = /at position (\d+)/.exec((error as Error).message)?.[1];
  if (position) return lineAt(text, Number(position));
  if (text.length > MAX_LENGTH) return undefined;
  const lines = text.split('\n');
  let good = 0;
  let bad = lines.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isCutOff(lines.slice(0, middle).join('\n'))) good = middle;
    else bad = middle;
  }
  return bad;
}

/**
 * Finds the line of a value in a JSON text; of what contains it where it is absent. The text is
 * parsed once, when the first line is needed: each entry of a file may be wrong.
 */
export function createLineFinder(
  text: string,
): (path: ReadonlyArray<PropertyKey>) => number | undefined {
  if (text.length > MAX_LENGTH) return () => undefined;
  let parsed: { document: Document; lineCounter: LineCounter } | undefined;
  return path => {
    parsed ??= parse(text);
    const { document, lineCounter } = parsed;
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      const range = (node as Node | undefined)?.range;
      if (range) return lineCounter.linePos(range[0]).line;
    }
    return undefined;
  };
}
