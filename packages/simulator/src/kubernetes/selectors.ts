import type { StoredObject } from './objects/store';

type Matcher = (values: Record<string, string>) => boolean;

/** A selector that the API server would refuse. */
export class SelectorError extends Error {}

/** Splits at commas that are not within parentheses. */
function split(text: string): string[] {
  const parts: string[] = [];
  let isOpen = false;
  for (const piece of text.split(',')) {
    if (isOpen) parts.push(`${parts.pop()},${piece}`);
    else parts.push(piece);
    isOpen = piece.includes(')') ? false : isOpen || piece.includes('(');
  }
  return parts.map(part => part.trim()).filter(Boolean);
}

function labelRequirement(part: string): Matcher {
  const set = /^([^\s!=,()]+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(part);
  if (set) {
    const [, key, operator, list] = set;
    const allowed = list.split(',').map(value => value.trim());
    const isIn = operator === 'in';
    return values =>
      key in values ? allowed.includes(values[key]) === isIn : !isIn;
  }
  const equal = /^([^\s!=,()]+)\s*(==?|!=)\s*([^\s!=,()]*)$/.exec(part);
  if (equal) {
    const [, key, operator, value] = equal;
    return operator === '!='
      ? values => values[key] !== value
      : values => values[key] === value;
  }
  const exists = /^(!?)\s*([^\s!=,()]+)$/.exec(part);
  if (!exists) {
    throw new SelectorError(`unable to parse requirement: ${part}`);
  }
  const [, not, key] = exists;
  return values => key in values === (not === '');
}

function fieldRequirement(part: string): { key: string; match: Matcher } {
  const [, key, operator, value] = /^([^=!]+)(==?|!=)(.*)$/.exec(part) ?? [];
  if (key === undefined) {
    throw new SelectorError(
      `invalid selector: '${part}'; can't understand '${part}'`,
    );
  }
  const isEqual = operator !== '!=';
  return { key, match: values => (values[key] === value) === isEqual };
}

const FIELDS: Record<string, string[]> = {
  pods: ['spec.nodeName', 'status.phase', 'spec.restartPolicy'],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'reason',
    'type',
  ],
};

/**
 * Whether an object fits `labelSelector` and `fieldSelector` of a request; undefined
 * where there is neither.
 *
 * @throws SelectorError
 */
export function parseSelectors(
  resource: string,
  query: URLSearchParams,
): ((object: Pick<StoredObject, 'labels' | 'fields'>) => boolean) | undefined {
  const labels = split(query.get('labelSelector') ?? '').map(labelRequirement);
  const known = ['metadata.name', 'metadata.namespace'].concat(
    FIELDS[resource] ?? [],
  );
  const fields = split(query.get('fieldSelector') ?? '').map(part => {
    const { key, match } = fieldRequirement(part);
    if (!known.includes(key)) {
      throw new SelectorError(`field label not supported: ${key}`);
    }
    return match;
  });
  if (labels.length === 0 && fields.length === 0) return undefined;
  return object =>
    (labels.length === 0 || labels.every(match => match(object.labels()))) &&
    (fields.length === 0 || fields.every(match => match(object.fields())));
}
