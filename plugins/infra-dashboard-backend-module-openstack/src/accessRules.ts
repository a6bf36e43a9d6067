import type { AccessRule } from './auth';

/** `{id}` and `*` stand for one part of a path, `**` for any number of them. */
function toPattern(path: string): RegExp {
  const source = path
    .split(/(\*\*|\*|\{[^}/]*\})/)
    .map(part => {
      if (part === '**') return '.*';
      if (part === '*' || /^\{.*\}$/.test(part)) return '[^/]+';
      return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  // Not bound to the start: a proxy may put a prefix before what the service sees.
  return new RegExp(`${source}$`);
}

/**
 * Whether an application credential's access rules allow a GET. A service answers what
 * they do not allow with 401, as if the token had ended, and a new login does not help.
 */
export function isAllowedBy(
  rules: AccessRule[],
  request: { serviceTypes: string[]; path: string },
): boolean {
  return rules.some(
    rule =>
      request.serviceTypes.includes(rule.service) &&
      rule.method.toUpperCase() === 'GET' &&
      toPattern(rule.path).test(request.path),
  );
}
