import { useMemo } from 'react';
import type { ClusterFilters } from '../../summary';
import { useUrlState } from '../../hooks';

/** How the overview shows clusters. */
export type ClusterView = 'cards' | 'table' | 'heat-map';

const VIEWS: ClusterView[] = ['cards', 'table', 'heat-map'];

/** The filters of the overview: `?provider=nomad&health=failed&q=paris&view=table`. */
export function useClusterFilters() {
  const url = useUrlState();
  const providers = url.getAll('provider').join('\n');
  const health = url.get('health');
  const text = url.get('q');
  const view = url.get('view') as ClusterView;
  const filters = useMemo<ClusterFilters>(
    () => ({
      providers: providers ? providers.split('\n') : [],
      health,
      text,
    }),
    [providers, health, text],
  );
  return {
    filters,
    isFiltered: Boolean(providers || health || text),
    isGrouped: url.get('group') !== 'flat',
    view: VIEWS.includes(view) ? view : 'cards',
    setView: (value: ClusterView) =>
      url.set('view', value === 'cards' ? '' : value),
    setText: (value: string) => url.set('q', value),
    setHealth: (value: string) => url.set('health', value),
    setGrouped: (value: boolean) => url.set('group', value ? '' : 'flat'),
    setProviders: (value: string[]) => url.set('provider', value),
    clear: () => url.clear(['provider', 'health', 'q']),
  };
}
