import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useParams } from 'react-router-dom';
import { useNode } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { ImpactPanel } from '../ImpactPanel';
import { LimitationList } from '../LimitationList';
import { NotFound } from '../NotFound';
import { PageFrame } from '../PageFrame';
import { Panel } from '../Panel';
import { QueryState } from '../QueryState';
import { useTrail } from '../useTrail';
import { NodeHeader } from './NodeHeader';
import { NodeTabs } from './NodeTabs';

/** One node: how it is, what it is, and what runs on it. */
export function NodePage() {
  const { cluster = '', node = '' } = useParams();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const query = useNode({ cluster, node });
  const trail = useTrail({ cluster, node });
  return (
    <PageFrame trail={trail}>
      <QueryState
        query={query}
        notFound={
          <NotFound>{t('failure.nodeNotFound', { cluster, node })}</NotFound>
        }
      >
        {data => (
          <>
            <NodeHeader node={data} />
            {data.limitations && (
              <Panel title={t('cluster.limitations')}>
                <LimitationList limitations={data.limitations} />
              </Panel>
            )}
            <ImpactPanel cluster={cluster} node={node} />
            <NodeTabs node={data} />
          </>
        )}
      </QueryState>
    </PageFrame>
  );
}
