import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { isPostgres, type Knex } from '../../database';
import {
  matchCluster,
  type InfraWorkloadFilter,
  type WorkloadCriteria,
} from '../../permissions';
import { labelLine, tagLine } from '../store/labelLines';

/** A part of a where clause. */
export interface Clause {
  sql: string;
  bindings: Array<string | number>;
}

/** A cluster as the rows name it, and as rules know it. */
export interface NamedCluster {
  /** What the rows have in their column. */
  id: string | number;
  name: string;
  providerName: string;
  provider: string;
}

export interface WhereOptions {
  clusters: readonly NamedCluster[];
  /** Of the table that has the columns `cluster`, `namespace`, `owner` and `labels`. */
  alias: string;
  /** Whether a row without a namespace is one whose namespace is not known. */
  isNullUnknown?: boolean;
}

const NONE: Clause = { sql: '(1 = 0)', bindings: [] };

/** True or false, also where the column is null. */
function oneOf(column: string, values: Array<string | number>): Clause {
  if (values.length === 0) return NONE;
  const marks = values.map(() => '?').join(', ');
  return {
    sql: `(${column} is not null and ${column} in (${marks}))`,
    bindings: values,
  };
}

/** Null where the column is; empty stands for none. */
function knownOneOf(column: string, values: string[]): Clause {
  const known = values.filter(value => value !== '');
  const marks = ["''"].concat(known.map(() => '?')).join(', ');
  return {
    sql: `(${column} <> '' and ${column} in (${marks}))`,
    bindings: known,
  };
}

function join(parts: Clause[], operator: 'and' | 'or'): Clause {
  return {
    sql: `(${parts.map(({ sql }) => sql).join(` ${operator} `)})`,
    bindings: parts.flatMap(({ bindings }) => bindings),
  };
}

function whereFilter(
  knex: Knex,
  filter: InfraWorkloadFilter,
  { alias, clusters, isNullUnknown }: WhereOptions,
): Clause {
  // Null where the labels of a row are not known, which is then neither taken nor excluded.
  const contains = (lines: string[]): Clause => ({
    sql: `(${lines
      .map(
        () =>
          `${isPostgres(knex) ? 'strpos' : 'instr'}(${alias}.labels, ?) > 0`,
      )
      .join(' or ')})`,
    bindings: lines,
  });
  switch (filter.field) {
    case 'cluster':
    case 'provider': {
      const wanted = { field: filter.field, values: filter.values };
      const ids = clusters
        .filter(({ name: cluster, ...one }) =>
          matchCluster({ ...one, cluster }, wanted),
        )
        .map(({ id }) => id);
      return oneOf(`${alias}.cluster`, ids);
    }
    case 'label':
      return contains([labelLine(filter.label, filter.value)]);
    case 'tag':
      return filter.values.length > 0
        ? contains(filter.values.map(tagLine))
        : NONE;
    default: {
      const { field, values } = filter;
      const column = `${alias}.${field}`;
      return field === 'namespace' && isNullUnknown
        ? knownOneOf(column, values)
        : oneOf(column, values);
    }
  }
}

/** Which rows of workloads a caller may see, as a condition; undefined: all of them. */
export function whereAllowed(
  knex: Knex,
  criteria: WorkloadCriteria,
  options: WhereOptions,
): Clause | undefined {
  if (typeof criteria === 'boolean') return criteria ? undefined : NONE;
  const toClause = (one: Exclude<WorkloadCriteria, boolean>): Clause => {
    if (isAndCriteria(one)) return join(one.allOf.map(toClause), 'and');
    if (isOrCriteria(one)) return join(one.anyOf.map(toClause), 'or');
    if (isNotCriteria(one)) {
      const { bindings, sql } = toClause(one.not);
      return { sql: `not ${sql}`, bindings };
    }
    return whereFilter(knex, one, options);
  };
  return toClause(criteria);
}
