import type { AccessRule } from './KeystoneSession';

type Token =
  | { kind: 'text'; text: string }
  /** One part of a path: any text without a slash, at least one character. */
  | { kind: 'part' }
  | { kind: 'any' };

/** Bounds of the work: Keystone itself stores paths of 128 characters. */
const MAX_RULE = 256;
const MAX_PATH = 1_024;
const MAX_RULES = 200;

/** `{id}` and `*` stand for one part of a path, `**` for any number of them. */
function tokensOf(path: string): Token[] {
  return path
    .split(/(\*\*|\*|\{[^{}/]*\})/)
    .filter(Boolean)
    .map(part => {
      if (part === '**') return { kind: 'any' };
      const isPart = part === '*' || (part[0] === '{' && part.endsWith('}'));
      return isPart ? { kind: 'part' } : { kind: 'text', text: part };
    });
}

/** Where in the path a match may be after one more token. */
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
 * Whether a path fits a rule. Not by a regular expression: the rules come from Keystone, and
 * one with many `*` would take exponential time.
 */
function fits(path: string, rule: string): boolean {
  if (rule.length > MAX_RULE || path.length > MAX_PATH) return false;
  // Not bound to the start: a proxy may put a prefix before what the service sees.
  let reached: boolean[] = new Array(path.length + 1).fill(true);
  for (const token of tokensOf(rule)) reached = step(path, token, reached);
  return reached[path.length];
}

/**
 * Whether an application credential's access rules allow a GET. A service answers what
 * they do not allow with 401, as if the token had ended, and a new login does not help.
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
    .some(rule => fits(request.path, rule.path));
}
