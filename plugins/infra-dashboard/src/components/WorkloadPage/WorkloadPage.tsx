import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useParams } from 'react-router-dom';
import { useWorkload } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { NotFound } from '../NotFound';
import { PageFrame } from '../PageFrame';
import { QueryState } from '../QueryState';
import { useTrail } from '../useTrail';
import { DetailSections } from './DetailSections';
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
            <DetailSections response={data} />
          </>
        )}
      </QueryState>
    </PageFrame>
  );
}
