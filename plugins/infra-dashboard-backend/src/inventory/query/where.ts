import { InputError } from '@backstage/errors';
import {
  HEALTHS,
  type Health,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { isPostgres, type Knex } from '../../database';
import { normalizeRef } from '../../ownership';

type Rows = ReturnType<Knex>;

/** What no workload has instead of an owner. */
const NO_OWNER = 'none';

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

/** Workloads, as `w`, with one of some lines in their labels. */
export function whereContains(rows: Rows, knex: Knex, lines: string[]): void {
  const find = isPostgres(knex) ? 'strpos' : 'instr';
  const one = `${find}(w.labels, ?) > 0`;
  rows.whereRaw(`(${lines.map(() => one).join(' or ')})`, lines);
}

/** Rows, as `w`, of one of some healths. */
export function whereHealth(rows: Rows, healths: string[]): void {
  rows.whereIn(
    'w.health',
    healths.map(one => HEALTHS.indexOf(one as Health)),
  );
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
