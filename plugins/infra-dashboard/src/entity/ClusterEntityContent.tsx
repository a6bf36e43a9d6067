import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ClusterHeader } from '../components/ClusterPage/ClusterHeader';
import { ClusterTabs } from '../components/ClusterPage/ClusterTabs';
import { NotFound } from '../components/NotFound';
import { QueryState } from '../components/QueryState';
import { useCluster } from '../hooks';
import { infraDashboardTranslationRef } from '../translation';
import { EntityStack } from './EntityStack';
import { useInfraEntity } from './useInfraEntity';

/** Tab of a Resource entity that represents a cluster. */
export function ClusterEntityContent() {
  const { cluster } = useInfraEntity();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const query = useCluster(cluster);
  return (
    <EntityStack>
      <QueryState
        query={query}
        notFound={
          <NotFound>{t('failure.clusterNotFound', { cluster })}</NotFound>
        }
      >
        {data => (
          <>
            <ClusterHeader cluster={data} />
            <ClusterTabs cluster={data} />
          </>
        )}
      </QueryState>
    </EntityStack>
  );
}
