import { useMemo } from 'react';
import { useUrlState } from '../../hooks';
import { SortHead } from './SortHead';
import { sortRows, type SortValues } from './sortRows';

/**
 * Sorts rows by the column that the URL names (`?sort=-memory`), or leaves them as they are.
 * `head` draws the head of a column: what it is called, what the first click sorts by, and a
 * class.
 */
export function useTableSort<T>(rows: T[], values: SortValues<T>) {
  const url = useUrlState();
  const sort = url.get('sort');
  const sorted = useMemo(
    () => sortRows(rows, values, sort),
    [rows, values, sort],
  );
  return {
    sorted,
    head: (label: string, by: string, className?: string) => (
      <SortHead
        key={by}
        label={label}
        by={by}
        sort={sort}
        onSort={next => url.set('sort', next)}
        className={className}
      />
    ),
  };
}
