/**
 * Makes a pattern of the configuration ready, in which wildcards stand for any text.
 *
 * Not by a regular expression: one with several wildcards takes polynomial time, and the texts
 * are tags and namespaces that others write. Here each literal is searched once, from the end.
 *
 * @returns the text that the first wildcard stands for, which takes as much as it can, or the
 *   whole text where the pattern has none; undefined where the text does not fit
 */
export function compileGlob(
  pattern: string,
  wildcard: RegExp,
): (text: string) => string | undefined {
  const [first, ...rest] = pattern.split(wildcard);
  const last = rest.pop();
  if (last === undefined) return text => (text === pattern ? text : undefined);
  const middle = rest.reverse();
  return text => {
    const begin = first.length;
    let end = text.length - last.length;
    if (end < begin || !text.startsWith(first) || !text.endsWith(last)) {
      return undefined;
    }
    for (const literal of middle) {
      const latest = end - literal.length;
      end = latest < begin ? -1 : text.lastIndexOf(literal, latest);
      if (end < begin) return undefined;
    }
    return text.slice(begin, end);
  };
}
