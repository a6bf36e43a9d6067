import { InputError } from '@backstage/errors';
import {
  HEALTHS,
  type Health,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { isPostgres, type Knex } from '../../database';
import { normalizeRef } from '../../ownership';
import { labelLine, tagLine } from '../store/labelLines';
import { USAGE } from '../store/usageRows';
import { ownerColumn } from './visibleRows';
import { parseSearch, type SearchTerm } from './parseSearch';

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
  /** Whether the rows do not show every owner. */
  isPrivate: boolean;
}

/** What no workload has instead of an owner. */
const NO_OWNER = 'none';

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');

function whereContains(rows: Rows, knex: Knex, lines: string[]): void {
  const find = isPostgres(knex) ? 'strpos' : 'instr';
  const one = `${find}(w.labels, ?) > 0`;
  rows.whereRaw(`(${lines.map(() => one).join(' or ')})`, lines);
}

/**
 * Workloads of one of some owners; `none` stands for those without.
 *
 * @throws InputError where it is no entity reference
 */
export function whereOwner(
  rows: Rows,
  { column, key, values }: { column: string; key: string; values: string[] },
): void {
  const refs = values
    .filter(value => value !== NO_OWNER)
    .map(value => {
      const ref = normalizeRef(value, { kind: 'group' });
      if (!ref) throw new InputError(`${key}: is not an entity reference`);
      return ref;
    });
  rows.where(any => {
    any.whereIn(column, refs);
    if (values.includes(NO_OWNER)) any.orWhereNull(column);
  });
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
      rows.whereIn(
        'w.health',
        values.map(one => HEALTHS.indexOf(one.toLowerCase() as Health)),
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
      rows.where(any =>
        values.forEach(one =>
          any.orWhereRaw(`w.name like ? escape '\\'`, [
            `%${escapeLike(one.toLowerCase())}%`,
          ]),
        ),
      );
      break;
    case 'owner':
      whereOwner(rows, {
        ...{ key: 'q: owner', values },
        column: ownerColumn(options.isPrivate),
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
    now - value * 1_000,
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
      rows.whereRaw("w.search like ? escape '\\'", [
        `%${escapeLike(term.text)}%`,
      ]);
    } else if (term.kind === 'words') whereWords(rows, knex, term, options);
    else whereNumber(rows, knex, term, options.now);
  }
}
