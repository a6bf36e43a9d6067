import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useRef } from 'react';
import { isDenied } from '../../api';
import { useClusters, useStorages } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { ListState, passesList, useListStyles } from '../FilterPanel';
import { StorageCoverage } from './StorageCoverage';
import { StorageFilters } from './StorageFilters';
import { StorageRows } from './StorageRows';
import { useStorageView } from './useStorageView';

export interface StorageListProps {
  /** Lists the storages of one cluster; those of all where absent. */
  cluster?: string;
}

/** Types that were listed, also while a filter leaves some of them out. */
function useTypes(listed: Array<string | undefined>): string[] {
  const known = useRef(new Set<string>());
  for (const type of listed) if (type) known.current.add(type);
  return [...known.current].sort();
}

/**
 * Storages, worst first and fullest first, filtered, sorted and paged by the backend. Filters and
 * sorting are in the URL of the page.
 */
export function StorageList({ cluster }: StorageListProps) {
  const classes = useListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const view = useStorageView(cluster);
  const pages = useStorages(view.query);
  const { data: clusters = [] } = useClusters();
  const types = useTypes(pages.data?.rows.map(({ type }) => type) ?? []);
  const mayList = !isDenied(pages.error);
  const { cluster: names, provider } = view.filters;
  const listed = clusters.filter(one =>
    cluster
      ? one.name === cluster
      : passesList(names, one.name) && passesList(provider, one.provider),
  );
  const caption = cluster
    ? t('storages.captionOf', { cluster })
    : t('storages.caption');

  return (
    <div className={classes.stack}>
      {mayList && (
        <>
          <StorageFilters view={view} clusters={clusters} types={types} />
          {/* The page of a cluster itself says how old it is. */}
          {!cluster && <StorageCoverage clusters={listed} />}
        </>
      )}
      <ListState query={pages} unsupported={t('storages.unsupported')}>
        {loaded => (
          <StorageRows
            view={view}
            pages={pages}
            loaded={loaded}
            caption={caption}
            isOneCluster={cluster !== undefined}
          />
        )}
      </ListState>
    </div>
  );
}
