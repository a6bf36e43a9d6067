import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { isDenied } from '../../api';
import {
  useChanges,
  useClusters,
  useListPaths,
  type ChangeScope,
} from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { ListState, passesList, useListStyles } from '../FilterPanel';
import { CoverageNotice } from '../WorkloadList';
import { ChangeFilters } from './ChangeFilters';
import { ChangeRows } from './ChangeRows';
import { useChangeView, type ChangeView } from './useChangeView';

/** The filters, and the clusters whose changes may be missing. */
function Head({ view }: { view: ChangeView }) {
  const { data: clusters = [] } = useClusters();
  const { cluster, provider } = view.filters;
  const listed = clusters.filter(
    one => passesList(cluster, one.name) && passesList(provider, one.provider),
  );
  return (
    <>
      <ChangeFilters view={view} clusters={clusters} />
      <CoverageNotice clusters={listed} />
    </>
  );
}

export interface ChangeListProps {
  /**
   * Lists the last 24 hours of a cluster, a node or an entity. Without it the list is that of
   * the page, with filters in the URL.
   */
  scope?: ChangeScope;
  /** Number of rows that are loaded at a time. */
  pageSize?: number;
}

/** What changed, the latest first, filtered and paged by the backend. */
export function ChangeList({ pageSize, scope }: ChangeListProps) {
  const classes = useListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const paths = useListPaths();
  const view = useChangeView(scope);
  const pages = useChanges(view.query, pageSize);
  const mayList = !isDenied(pages.error);

  return (
    <div className={classes.stack}>
      {!scope && mayList && <Head view={view} />}
      <ListState query={pages} unsupported={t('changes.unsupported')}>
        {loaded => (
          <ChangeRows
            pages={pages}
            loaded={loaded}
            isFiltered={view.isFiltered}
            range={scope && t('changes.ranges.24h')}
          />
        )}
      </ListState>
      {scope && mayList && (
        <div>
          <Link to={paths.changes(scope)}>{t('changes.all')}</Link>
        </div>
      )}
    </div>
  );
}
