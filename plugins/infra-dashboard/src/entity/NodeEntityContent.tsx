import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ImpactPanel } from '../components/ImpactPanel';
import { NodeHeader } from '../components/NodePage/NodeHeader';
import { NodeTabs } from '../components/NodePage/NodeTabs';
import { NotFound } from '../components/NotFound';
import { QueryState } from '../components/QueryState';
import { useNode } from '../hooks';
import { infraDashboardTranslationRef } from '../translation';
import { EntityStack } from './EntityStack';
import { useInfraEntity } from './useInfraEntity';

/** Tab of a Resource entity that represents a node. */
export function NodeEntityContent() {
  const { cluster, node = '' } = useInfraEntity();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const query = useNode({ cluster, node });
  return (
    <EntityStack>
      <QueryState
        query={query}
        notFound={
          <NotFound>{t('failure.nodeNotFound', { cluster, node })}</NotFound>
        }
      >
        {data => (
          <>
            <NodeHeader node={data} />
            <ImpactPanel cluster={cluster} node={node} />
            <NodeTabs node={data} />
          </>
        )}
      </QueryState>
    </EntityStack>
  );
}
