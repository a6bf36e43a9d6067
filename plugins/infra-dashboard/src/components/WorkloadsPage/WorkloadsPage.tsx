import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useSettled, useUrlState } from '../../hooks';
import { workloadsRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { visuallyHidden } from '../visuallyHidden';
import { WorkloadList } from '../WorkloadList';
import { EntityHead } from './EntityHead';

/** A whole reference; while one is typed, the parts are none. */
const ENTITY_REF = /^[a-z]+:[^:/\s]+\/[^:/\s]+$/i;

/** The workloads of all clusters on all platforms, worst first. */
export function WorkloadsPage() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const workloadsRoute = useRouteRef(workloadsRouteRef);
  const entityRef = useSettled(useUrlState().get('entityRef'));
  return (
    <PageFrame
      trail={[{ label: t('workloads.title'), href: workloadsRoute() }]}
    >
      <h2 style={visuallyHidden}>{t('workloads.title')}</h2>
      {ENTITY_REF.test(entityRef) && <EntityHead entityRef={entityRef} />}
      <WorkloadList withCoverage />
    </PageFrame>
  );
}
