import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useParams } from 'react-router-dom';
import { useWorkload } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { HistoryPanel } from '../HistoryPanel';
import { NotFound } from '../NotFound';
import { PageFrame } from '../PageFrame';
import { QueryState } from '../QueryState';
import { useTrail } from '../useTrail';
import { DetailSections } from './DetailSections';
import { RawObject } from './RawObject';
import { RelatedPanels } from './RelatedPanels';
import { WorkloadHeader } from './WorkloadHeader';

/** One workload: how it is, what it consists of, and what happened to it. */
export function WorkloadPage() {
  const { cluster = '', id = '' } = useParams();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const query = useWorkload({ cluster, id });
  const name = query.data?.workload.name ?? id;
  const trail = useTrail({ cluster, workload: { id, name } });
  return (
    <PageFrame trail={trail}>
      <QueryState
        query={query}
        notFound={
          <NotFound>{t('failure.workloadNotFound', { cluster, id })}</NotFound>
        }
      >
        {data => (
          <>
            <WorkloadHeader response={data} />
            <RelatedPanels response={data} />
            <HistoryPanel cluster={cluster} workload={id} />
            <DetailSections response={data} />
            {data.detail?.raw && <RawObject raw={data.detail.raw} />}
          </>
        )}
      </QueryState>
    </PageFrame>
  );
}
