import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { workloadsRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { visuallyHidden } from '../visuallyHidden';
import { WorkloadList } from '../WorkloadList';

/** The workloads of all clusters on all platforms, worst first. */
export function WorkloadsPage() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const workloadsRoute = useRouteRef(workloadsRouteRef);
  return (
    <PageFrame
      trail={[{ label: t('workloads.title'), href: workloadsRoute() }]}
    >
      <h2 style={visuallyHidden}>{t('workloads.title')}</h2>
      <WorkloadList withCoverage />
    </PageFrame>
  );
}
