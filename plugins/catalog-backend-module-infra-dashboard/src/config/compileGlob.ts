/** Whether a text fits a pattern. */
export type Glob = (text: string) => boolean;

function widthAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}

/**
 * Compiles a pattern of the configuration: `*` matches any text, `?` one character.
 *
 * It does not use a regular expression: several `*` would take polynomial time, and the matched
 * names are not trusted. Backtracking only extends the last `*`, because an earlier `*` that
 * matches more text never helps.
 */
export function compileGlob(pattern: string): Glob {
  return text => {
    let inPattern = 0;
    let at = 0;
    /** Behind the last `*`, and where the text begins that is not yet part of it. */
    let star: { inPattern: number; at: number } | undefined;
    while (at < text.length) {
      const wanted = pattern[inPattern];
      if (wanted === '*') {
        inPattern += 1;
        star = { inPattern, at };
      } else if (wanted === '?') {
        inPattern += 1;
        at += widthAt(text, at);
      } else if (wanted === text[at]) {
        inPattern += 1;
        at += 1;
      } else if (star) {
        star.at += widthAt(text, star.at);
        ({ inPattern, at } = star);
      } else {
        return false;
      }
    }
    while (pattern[inPattern] === '*') inPattern += 1;
    return inPattern === pattern.length;
  };
}
