import {
  HEALTHS,
  type Health,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { isPostgres, type Knex } from '../../database';
import { readOwners } from './readFilters';
import { whereOwnerAmong, type ShownOwners } from './shownOwners';

type Rows = ReturnType<Knex>;

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** Rows, as `w`, whose column contains one of some texts in lower case. */
export function whereLike(
  rows: Rows,
  column: 'w.name' | 'w.search',
  texts: string[],
): void {
  rows.where(any => {
    for (const text of texts) {
      any.orWhereRaw(`${column} like ? escape '\\'`, [`%${escapeLike(text)}%`]);
    }
  });
}

/** Workloads, as `w`, that a text is found in, other than in a hidden owner. */
export function whereText(
  rows: Rows,
  knex: Knex,
  text: string,
  shown: ShownOwners,
): void {
  whereLike(rows, 'w.search', [text]);
  if (!shown) return;
  rows.where(any => {
    any.whereNull('w.owner').orWhere(whereOwnerAmong(knex, shown));
    any.orWhereRaw("replace(w.search, lower(w.owner), '') like ? escape '\\'", [
      `%${escapeLike(text)}%`,
    ]);
  });
}

/** Workloads, as `w`, with one of some lines in their labels. */
export function whereContains(rows: Rows, knex: Knex, lines: string[]): void {
  const find = isPostgres(knex) ? 'strpos' : 'instr';
  const one = `${find}(w.labels, ?) > 0`;
  rows.whereRaw(`(${lines.map(() => one).join(' or ')})`, lines);
}

/** Workloads, as `w`, in one of some namespaces, or below it: pools are nested by slashes. */
export function whereNamespace(rows: Rows, namespaces: string[]): void {
  rows.where(any => {
    any.whereIn('w.namespace', namespaces);
    for (const namespace of namespaces) {
      const start = `${namespace}/`;
      any.orWhereRaw('substr(w.namespace, 1, ?) = ?', [
        // In characters, as both databases count them.
        [...start].length,
        start,
      ]);
    }
  });
}

/** Rows, as `w`, of one of some healths. */
export function whereHealth(rows: Rows, healths: string[]): void {
  rows.whereIn(
    'w.health',
    healths.map(one => HEALTHS.indexOf(one as Health)),
  );
}

/** Workloads, as `w`, whose owner was found in one of some ways; `none`: those without. */
export function whereOwnerSource(
  rows: Rows,
  knex: Knex,
  { shown, values }: { shown: ShownOwners; values: string[] },
): void {
  rows.where(any => {
    any.where(known => {
      known.whereIn('w.owner_source', values);
      if (shown) known.where(whereOwnerAmong(knex, shown));
    });
    if (values.includes('none')) {
      any.orWhereNull('w.owner');
      if (shown) any.orWhereNot(whereOwnerAmong(knex, shown));
    }
  });
}

/**
 * Workloads of one of some owners; `none` stands for those without.
 *
 * @throws InputError where it is no entity reference
 */
export function whereOwner(
  rows: Rows,
  knex: Knex,
  options: { key: string; shown: ShownOwners; values: string[] },
): void {
  const { key, shown, values } = options;
  const { refs, takesNone } = readOwners(values, key);
  rows.where(any => {
    any.whereIn(
      'w.owner',
      shown ? refs.filter(ref => shown.includes(ref)) : refs,
    );
    if (takesNone) {
      any.orWhereNull('w.owner');
      if (shown) any.orWhereNot(whereOwnerAmong(knex, shown));
    }
  });
}
