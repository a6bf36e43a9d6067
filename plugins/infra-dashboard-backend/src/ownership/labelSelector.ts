/** One condition of a label selector. */
export interface Requirement {
  key: string;
  operator: 'in' | 'notIn' | 'exists' | 'absent';
  values: ReadonlySet<string>;
}

/** A longer text is no selector: who may edit an entity must not slow down the portal. */
const MAX_LENGTH = 10_000;

const KEY = /^[^\s,()=!]{1,317}$/;
const SET = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const EQUALITY = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!,()]*)$/;

/** Splits at commas outside of parentheses, from the end: one is inside where a `)` follows. */
function split(text: string): string[] {
  const parts: string[] = [];
  let isInside = false;
  let end = text.length;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at];
    if (character === ')') isInside = true;
    else if (character === '(') isInside = false;
    else if (character === ',' && !isInside) {
      parts.push(text.slice(at + 1, end).trim());
      end = at;
    }
  }
  parts.push(text.slice(0, end).trim());
  return parts.reverse();
}

function parseRequirement(text: string): Requirement | undefined {
  const set = SET.exec(text);
  if (set) {
    const [, key, word, list] = set;
    const values = new Set(list.split(',').map(value => value.trim()));
    return { key, operator: word === 'in' ? 'in' : 'notIn', values };
  }
  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key, sign, value] = equality;
    const operator = sign === '!=' ? 'notIn' : 'in';
    return { key, operator, values: new Set([value]) };
  }
  const absent = text.startsWith('!');
  const key = absent ? text.slice(1).trim() : text;
  return { key, operator: absent ? 'absent' : 'exists', values: new Set() };
}

/**
 * Reads a label selector: `a=b,c!=d,e in (f,g),h notin (i),j,!k`.
 *
 * @returns undefined for an invalid or too long selector, and for one with only negative terms,
 * which would claim nearly everything
 */
export function parseLabelSelector(text: string): Requirement[] | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const requirements: Requirement[] = [];
  for (const part of split(text)) {
    const requirement = parseRequirement(part);
    if (!requirement || !KEY.test(requirement.key)) return undefined;
    requirements.push(requirement);
  }
  const isPositive = ({ operator }: Requirement) =>
    operator === 'in' || operator === 'exists';
  return requirements.some(isPositive) ? requirements : undefined;
}

/** Whether the values of the requirement's key, none where it is not there, meet it. */
export function meets(
  { operator, values }: Requirement,
  actual: readonly string[],
): boolean {
  switch (operator) {
    case 'in':
      return actual.some(value => values.has(value));
    case 'notIn':
      return !actual.some(value => values.has(value));
    case 'exists':
      return actual.length > 0;
    default:
      return actual.length === 0;
  }
}
