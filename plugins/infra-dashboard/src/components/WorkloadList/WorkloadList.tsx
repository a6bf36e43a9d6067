import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { isDenied } from '../../api';
import { useClusters, useWorkloadPages } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { ListState, passesList, useListStyles } from '../FilterPanel';
import { CoverageNotice } from './CoverageNotice';
import { useWorkloadView, type WorkloadScope } from './useWorkloadView';
import { WorkloadFilters } from './WorkloadFilters';
import { WorkloadRows } from './WorkloadRows';
import { WorkloadViews } from './WorkloadViews';

export interface WorkloadListProps {
  /** Lists the workloads of a cluster, a node or an entity; all of them where absent. */
  scope?: WorkloadScope;
  /** Names the scope in the caption of the table: `worker-4`. */
  place?: string;
  /** Names the clusters with missing or stale workloads. */
  withCoverage?: boolean;
}

/**
 * Workloads, worst first, filtered, sorted and paged by the backend. Filters, columns and
 * sorting are in the URL of the page.
 */
export function WorkloadList(props: WorkloadListProps) {
  const { place, scope, withCoverage } = props;
  const classes = useListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const view = useWorkloadView(scope);
  const pages = useWorkloadPages(view.query);
  const { data: clusters = [] } = useClusters();
  const { cluster, provider } = view.filters;
  const mayList = !isDenied(pages.error);
  const listed = clusters.filter(
    one => passesList(cluster, one.name) && passesList(provider, one.provider),
  );
  const caption = place
    ? t('workload.caption', { place })
    : t('workloads.caption');

  return (
    <div className={classes.stack}>
      {mayList && <WorkloadViews view={view} />}
      {mayList && <WorkloadFilters view={view} clusters={clusters} />}
      {mayList && withCoverage && <CoverageNotice clusters={listed} />}
      <ListState query={pages}>
        {loaded => (
          <WorkloadRows
            view={view}
            pages={pages}
            loaded={loaded}
            caption={caption}
          />
        )}
      </ListState>
    </div>
  );
}
