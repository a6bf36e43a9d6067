/**
 * Compiles a pattern of the configuration with wildcards for any text.
 *
 * It does not use a regular expression: several wildcards would take polynomial time, and the
 * matched tags and namespaces are not trusted. Each literal is searched once, from the end.
 *
 * @returns the text that the first wildcard matches, as long as possible, or the whole text if
 * the pattern has none; undefined if the text does not match
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
