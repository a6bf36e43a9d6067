/** An access rule of an application credential. */
export interface AccessRule {
  service: string;
  path: string;
  method: string;
}

type Token =
  | { kind: 'text'; text: string }
  /** One segment of a path: at least one character, none of them a slash. */
  | { kind: 'segment' }
  | { kind: 'any' };

/** Limits of the work. Keystone stores paths of at most 128 characters. */
const MAX_RULE = 256;
const MAX_PATH = 1_024;
const MAX_RULES = 200;

/** `{id}` and `*` match one segment of a path, `**` any number of them. */
function tokensOf(path: string): Token[] {
  return path
    .split(/(\*\*|\*|\{[^{}/]*\})/)
    .filter(Boolean)
    .map(part => {
      if (part === '**') return { kind: 'any' };
      const isSegment = part === '*' || (part[0] === '{' && part.endsWith('}'));
      return isSegment ? { kind: 'segment' } : { kind: 'text', text: part };
    });
}

/** Positions in the path that a match can have reached after one more token. */
function step(path: string, token: Token, from: boolean[]): boolean[] {
  const to: boolean[] = new Array(path.length + 1).fill(false);
  let isInside = false;
  for (let at = 0; at <= path.length; at += 1) {
    if (token.kind === 'text') {
      if (from[at] && path.startsWith(token.text, at)) {
        to[at + token.text.length] = true;
      }
    } else if (token.kind === 'any') {
      isInside ||= from[at];
      to[at] = isInside;
    } else {
      to[at] = isInside;
      isInside = (isInside || from[at]) && path[at] !== '/';
    }
  }
  return to;
}

/**
 * Whether a path matches a rule. Not a regular expression: rules come from Keystone, and one
 * with many `*` would take exponential time.
 */
function matches(path: string, rule: string): boolean {
  if (rule.length > MAX_RULE || path.length > MAX_PATH) return false;
  // May start anywhere: a proxy may add a prefix to the path that the service sees.
  let reached: boolean[] = new Array(path.length + 1).fill(true);
  for (const token of tokensOf(rule)) reached = step(path, token, reached);
  return reached[path.length];
}

/**
 * Whether the access rules of an application credential allow a GET. A service responds to
 * other requests with 401, as if the token had expired, and a new login does not help.
 */
export function isAllowedBy(
  rules: AccessRule[],
  request: { serviceTypes: string[]; path: string },
): boolean {
  return rules
    .filter(
      ({ service, method }) =>
        request.serviceTypes.includes(service) &&
        method.toUpperCase() === 'GET',
    )
    .slice(0, MAX_RULES)
    .some(rule => matches(request.path, rule.path));
}
