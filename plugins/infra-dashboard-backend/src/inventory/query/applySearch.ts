import type { Knex } from '../../database';
import { labelLine, tagLine } from '../store/labelLines';
import { USAGE } from '../store/usageRows';
import { parseSearch, type SearchTerm } from './parseSearch';
import type { ShownOwners } from './shownOwners';
import {
  whereContains,
  whereNamespace,
  whereHealth,
  whereLike,
  whereOwner,
  whereText,
} from './where';

type Rows = ReturnType<Knex>;
type Term<K extends SearchTerm['kind']> = Extract<SearchTerm, { kind: K }>;

export interface SearchOptions {
  /** The types of workloads that a word stands for, such as `vm`. */
  typesOf: (word: string) => string[];
  /** Ids of the clusters with a name, or of a platform. */
  clustersOf: (
    key: 'cluster' | 'platform',
    values: readonly string[],
  ) => number[];
  /** Milliseconds since the epoch. */
  now: number;
  shownOwners: ShownOwners;
}

function whereWords(
  rows: Rows,
  knex: Knex,
  { key, values }: Term<'words'>,
  options: SearchOptions,
): void {
  switch (key) {
    case 'cluster':
    case 'platform':
      rows.whereIn('w.cluster', options.clustersOf(key, values));
      break;
    case 'health':
      whereHealth(
        rows,
        values.map(one => one.toLowerCase()),
      );
      break;
    case 'label':
      whereContains(
        rows,
        knex,
        values.map(one => {
          const [label, ...rest] = one.split('=');
          return labelLine(label, rest.length ? rest.join('=') : undefined);
        }),
      );
      break;
    case 'name':
      whereLike(
        rows,
        'w.name',
        values.map(one => one.toLowerCase()),
      );
      break;
    case 'namespace':
      whereNamespace(rows, values);
      break;
    case 'owner':
      whereOwner(rows, knex, {
        ...{ key: 'q: owner', values },
        shown: options.shownOwners,
      });
      break;
    case 'status':
      rows.whereIn(
        'w.status',
        values.map(one => one.toLowerCase()),
      );
      break;
    case 'tag':
      whereContains(rows, knex, values.map(tagLine));
      break;
    case 'type':
      rows.whereIn('w.type', values.flatMap(options.typesOf));
      break;
    default:
      rows.whereIn(`w.${key}`, values);
  }
}

function whereNumber(
  rows: Rows,
  knex: Knex,
  { key, operator, value }: Term<'number'>,
  now: number,
): void {
  if (key === 'restarts') {
    rows.where('w.restarts', operator, value);
    return;
  }
  if (key === 'cpu' || key === 'memory') {
    rows.whereIn(
      ['w.cluster', 'w.id'],
      knex(USAGE)
        .select('cluster', 'id')
        .where(`${key}_share`, operator, value),
    );
    return;
  }
  // The older, the earlier it began.
  const reversed = operator.startsWith('>')
    ? operator.replace('>', '<')
    : operator.replace('<', '>');
  rows.where(
    key === 'age' ? 'w.created_at' : 'w.started_at',
    reversed,
    Math.round(now - value * 1_000),
  );
}

/**
 * Leaves the workloads, as `w`, that a search finds.
 *
 * @throws InputError where the search has an unknown key or value
 */
export function applySearch(
  rows: Rows,
  knex: Knex,
  q: string | undefined,
  options: SearchOptions,
): void {
  for (const term of parseSearch(q)) {
    if (term.kind === 'text') {
      whereText(rows, knex, term.text, options.shownOwners);
    } else if (term.kind === 'words') whereWords(rows, knex, term, options);
    else whereNumber(rows, knex, term, options.now);
  }
}
