import { useMemo } from 'react';
import { useUrlState } from '../../hooks';
import { sortRows, type SortValues } from './sortRows';

/** Sorts rows by the column that the URL names (`?sort=-memory`), or leaves them as they are. */
export function useTableSort<T>(rows: T[], values: SortValues<T>) {
  const url = useUrlState();
  const sort = url.get('sort');
  const sorted = useMemo(
    () => sortRows(rows, values, sort),
    [rows, values, sort],
  );
  return {
    sorted,
    sort,
    onSort: (next: string) => url.set('sort', next),
  };
}
