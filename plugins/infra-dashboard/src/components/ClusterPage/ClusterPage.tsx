import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useParams } from 'react-router-dom';
import { useCluster } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { NotFound } from '../NotFound';
import { PageFrame } from '../PageFrame';
import { ProblemList } from '../ProblemList';
import { QueryState } from '../QueryState';
import { useTrail } from '../useTrail';
import { ClusterHeader } from './ClusterHeader';
import { ClusterTabs } from './ClusterTabs';

/** One cluster: how it is, its nodes, and its workloads. */
export function ClusterPage() {
  const { cluster = '' } = useParams();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const query = useCluster(cluster);
  const trail = useTrail({ cluster });
  return (
    <PageFrame trail={trail}>
      <QueryState
        query={query}
        notFound={
          <NotFound>{t('failure.clusterNotFound', { cluster })}</NotFound>
        }
      >
        {data => (
          <>
            <ClusterHeader cluster={data} />
            <ProblemList query={{ cluster: data.name }} />
            <ClusterTabs cluster={data} />
          </>
        )}
      </QueryState>
    </PageFrame>
  );
}
