import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { failureKind, failureMessage } from '../../api';
import { useClusters, useWorkloadPages } from '../../hooks';
import { workloadsRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';
import { Notice } from '../Notice';
import { PageFrame } from '../PageFrame';
import { QueryState } from '../QueryState';
import { visuallyHidden } from '../visuallyHidden';
import { CoverageNotice } from './CoverageNotice';
import { useWorkloadsPageStyles } from './useStyles';
import { passesList, useWorkloadsView } from './useWorkloadsView';
import { WorkloadsFilters } from './WorkloadsFilters';
import { WorkloadsList } from './WorkloadsList';

/** The workloads of all clusters on all platforms, those in trouble first. */
export function WorkloadsPage() {
  const classes = useWorkloadsPageStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const workloadsRoute = useRouteRef(workloadsRouteRef);
  const view = useWorkloadsView();
  const pages = useWorkloadPages(view.query);
  const { data: clusters = [] } = useClusters();
  const { cluster, provider } = view.filters;
  const kind = pages.error && failureKind(pages.error);
  const isOut = kind === 'denied' || kind === 'signed-out';

  return (
    <PageFrame
      trail={[{ label: t('workloads.title'), href: workloadsRoute() }]}
    >
      <div className={classes.stack}>
        <h2 style={visuallyHidden}>{t('workloads.title')}</h2>
        {!isOut && <WorkloadsFilters view={view} clusters={clusters} />}
        {!isOut && (
          <CoverageNotice
            clusters={clusters.filter(
              one =>
                passesList(cluster, one.name) &&
                passesList(provider, one.provider),
            )}
          />
        )}
        {pages.error && kind === 'invalid' ? (
          <Notice severity="warning" live>
            {t('workloads.badFilter', {
              message: failureMessage(pages.error),
            })}
          </Notice>
        ) : (
          <QueryState query={pages}>
            {loaded => (
              <WorkloadsList view={view} pages={pages} loaded={loaded} />
            )}
          </QueryState>
        )}
      </div>
    </PageFrame>
  );
}
