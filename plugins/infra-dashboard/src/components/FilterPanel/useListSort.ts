import { useUrlState } from '../../hooks';

/** Worst first. */
const DEFAULT_SORT = '-health';

/**
 * What a list is sorted by, in the URL of the page: `?sort=-memory`.
 *
 * @param keys - those that the API knows; any other one is ignored
 */
export function useListSort(keys: readonly string[]) {
  const url = useUrlState();
  const wanted = url.get('sort');
  return {
    sort: keys.includes(wanted.replace(/^-/, '')) ? wanted : DEFAULT_SORT,
    setSort: (value: string) =>
      url.set('sort', value === DEFAULT_SORT ? '' : value),
  };
}
