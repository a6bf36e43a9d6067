import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useRef } from 'react';
import { failureKind, failureMessage } from '../../api';
import { useClusters, useStorages } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { passesList, useListStyles } from '../FilterPanel';
import { Notice } from '../Notice';
import { QueryState } from '../QueryState';
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
  const kind = pages.error && failureKind(pages.error);
  const isDenied = kind === 'denied' || kind === 'signed-out';
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
      {!isDenied && (
        <>
          <StorageFilters view={view} clusters={clusters} types={types} />
          {/* The page of a cluster itself says how old it is. */}
          {!cluster && <StorageCoverage clusters={listed} />}
        </>
      )}
      {pages.error && kind === 'invalid' ? (
        <Notice severity="warning" live>
          {t('workloads.badFilter', { message: failureMessage(pages.error) })}
        </Notice>
      ) : (
        <QueryState
          query={pages}
          // A backend of an older version has no such route.
          notFound={
            <Notice severity="info">{t('storages.unsupported')}</Notice>
          }
        >
          {loaded => (
            <StorageRows
              view={view}
              pages={pages}
              loaded={loaded}
              caption={caption}
              isOneCluster={cluster !== undefined}
            />
          )}
        </QueryState>
      )}
    </div>
  );
}
