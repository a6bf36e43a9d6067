/** One condition of a label selector. */
export interface Requirement {
  key: string;
  operator: 'in' | 'notIn' | 'exists' | 'absent';
  values: string[];
}

const KEY = /^[^\s,()=!]{1,317}$/;
const SET = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const EQUALITY = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!,()]*)$/;

/** Splits at commas outside of parentheses. */
function split(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map(part => part.trim());
}

function parseRequirement(text: string): Requirement | undefined {
  const set = SET.exec(text);
  if (set) {
    const [, key, word, list] = set;
    const values = list.split(',').map(value => value.trim());
    return { key, operator: word === 'in' ? 'in' : 'notIn', values };
  }
  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key, sign, value] = equality;
    return { key, operator: sign === '!=' ? 'notIn' : 'in', values: [value] };
  }
  const absent = text.startsWith('!');
  const key = absent ? text.slice(1).trim() : text;
  return { key, operator: absent ? 'absent' : 'exists', values: [] };
}

/**
 * Reads a label selector as Kubernetes writes it: `a=b,c!=d,e in (f,g),h notin (i),j,!k`.
 *
 * @returns undefined for what is no selector, and for one that says only what must not be:
 * it would claim nearly everything
 */
export function parseLabelSelector(text: string): Requirement[] | undefined {
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
      return actual.some(value => values.includes(value));
    case 'notIn':
      return !actual.some(value => values.includes(value));
    case 'exists':
      return actual.length > 0;
    default:
      return actual.length === 0;
  }
}
