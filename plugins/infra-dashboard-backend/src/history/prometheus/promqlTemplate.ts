import { findNearestKey } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Values of an object, which come from platforms: only ever inserted into quotes. */
const OBJECT_VALUES = ['cluster', 'namespace', 'name', 'node', 'id'] as const;

type ObjectValue = (typeof OBJECT_VALUES)[number];

/** PromQL that the backend makes itself. */
const FRAGMENTS = ['window', 'clusterMatcher'] as const;

type Fragment = (typeof FRAGMENTS)[number];

/** What the placeholders of a query are replaced by. */
export type PromqlValues = { [K in ObjectValue]?: string } & {
  [K in Fragment]: string;
};

type Part =
  | { text: string }
  | { fragment: Fragment }
  | { value: ObjectValue; quote: string; isRegex: boolean };

/** A query whose placeholders are known to be where they are safe. */
export type PromqlTemplate = readonly Part[];

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/** A comment, a text in quotes, or what is neither. */
const TOKENS =
  /#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|[^#"'`]+|["'`]/g;

const isOneOf = <T extends string>(list: readonly T[], name: string) =>
  (list as readonly string[]).includes(name);

function toPart(
  name: string,
  options: { quote: string; isRegex: boolean },
): Part {
  const shown = `{{${name.slice(0, 60)}}}`;
  const { quote } = options;
  if (isOneOf(OBJECT_VALUES, name)) {
    if (quote === '"' || quote === "'") {
      return { value: name as ObjectValue, ...options };
    }
    throw new Error(
      `${shown} must be in double quotes, such as name="${shown}"`,
    );
  }
  if (isOneOf(FRAGMENTS, name)) {
    if (!quote) return { fragment: name as Fragment };
    throw new Error(`${shown} must not be in quotes`);
  }
  const known = [...OBJECT_VALUES, ...FRAGMENTS];
  const nearest = findNearestKey(name, known);
  throw new Error(
    nearest
      ? `unknown placeholder '${shown}'; did you mean '{{${nearest}}}'?`
      : `unknown placeholder '${shown}'; known are ${known.join(', ')}`,
  );
}

/**
 * Finds the placeholders of a query.
 *
 * @throws Error that says what is wrong with the query
 */
export function parsePromql(query: string): PromqlTemplate {
  const parts: Part[] = [];
  let before = '';
  for (const [token] of query.matchAll(TOKENS)) {
    if (token.startsWith('#')) continue;
    const quote = /^["'`]/.exec(token)?.[0] ?? '';
    if (quote && token.length === 1) {
      throw new Error(`has a ${quote} without a second one`);
    }
    const isRegex = quote !== '' && /[=!]~\s*$/.test(before);
    let end = 0;
    for (const match of token.matchAll(PLACEHOLDER)) {
      parts.push(
        { text: token.slice(end, match.index) },
        toPart(match[1], { quote, isRegex }),
      );
      end = match.index + match[0].length;
    }
    parts.push({ text: token.slice(end) });
    before = token;
  }
  return parts;
}

const escapeRegex = (value: string) =>
  value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** For a string of PromQL, whose escapes are those of Go. */
function escapeString(value: string, quote: string): string {
  return (
    value
      .replaceAll('\\', '\\\\')
      .replaceAll(quote, `\\${quote}`)
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u001f\u007f]/g, character => {
        const code = character.charCodeAt(0).toString(16).padStart(2, '0');
        return `\\x${code}`;
      })
  );
}

/** A string of PromQL, such as the value of a label. */
export function quotePromql(value: string): string {
  return `"${escapeString(value, '"')}"`;
}

/** The query for one object; undefined where a value that it needs is not known. */
export function fillPromql(
  template: PromqlTemplate,
  values: PromqlValues,
): string | undefined {
  let query = '';
  for (const part of template) {
    if ('text' in part) query += part.text;
    else if ('fragment' in part) query += values[part.fragment];
    else {
      const value = values[part.value];
      // An empty matcher would find everything that does not have the label.
      if (!value) return undefined;
      query += escapeString(
        part.isRegex ? escapeRegex(value) : value,
        part.quote,
      );
    }
  }
  return query;
}
