import { useUrlState } from '../../hooks';

/** What the panel ranks. */
export const TOP_LISTS = [
  'clusters',
  'nodes',
  'storages',
  'machines',
  'replicas',
] as const;

export type TopList = (typeof TOP_LISTS)[number];

/** What it ranks by; storages have space only. */
export const TOP_RESOURCES = ['memory', 'cpu', 'storage'] as const;

export type TopResource = (typeof TOP_RESOURCES)[number];

/** Rows of a list. */
export const TOP_ROWS = 5;

function pick<T extends string>(values: readonly T[], wanted: string): T {
  return values.find(one => one === wanted) ?? values[0];
}

/** Which list is shown, in the URL: `?top=nodes&topBy=cpu`. */
export function useTopView() {
  const url = useUrlState();
  const list = pick(TOP_LISTS, url.get('top'));
  const by = pick(TOP_RESOURCES, url.get('topBy'));
  return {
    list,
    by: list === 'storages' ? ('storage' as const) : by,
    setList: (value: TopList) =>
      url.set('top', value === TOP_LISTS[0] ? '' : value),
    setBy: (value: TopResource) =>
      url.set('topBy', value === TOP_RESOURCES[0] ? '' : value),
  };
}
