import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ChangeList } from '../components/ChangeList';
import { EntityVerdict } from '../components/EntityVerdict';
import { Notice } from '../components/Notice';
import { Panel } from '../components/Panel';
import { QueryState } from '../components/QueryState';
import { WorkloadList } from '../components/WorkloadList';
import { useFormat } from '../format';
import { useEntityWorkloads } from '../hooks';
import { infraDashboardTranslationRef } from '../translation';
import { EntityCoverage } from './EntityCoverage';
import { EntityStack } from './EntityStack';
import { NoWorkloads } from './NoWorkloads';
import { OwnedClusters } from './OwnedClusters';
import { PlatformSummaries } from './PlatformSummaries';
import { summarizeWorkloads } from './summarizeWorkloads';
import { useInfraEntity } from './useInfraEntity';

/** Changes that are shown above the workloads; more on request. */
const CHANGES = 10;

/**
 * Tab of a component, a system, a group or a user: where its workloads run on all
 * platforms, how well they are, and what changed.
 */
export function WorkloadsEntityContent() {
  const { entityRef, title } = useInfraEntity();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const query = useEntityWorkloads(entityRef);
  return (
    <EntityStack>
      <OwnedClusters entityRef={entityRef} />
      <QueryState query={query}>
        {({ items, totalItems }) =>
          items.length === 0 ? (
            <>
              <EntityCoverage workloads={items} />
              <NoWorkloads />
            </>
          ) : (
            <>
              <EntityVerdict
                entityRef={entityRef}
                title={title}
                workloads={items}
              />
              <EntityCoverage workloads={items} />
              <Panel title={t('entity.summary')}>
                <PlatformSummaries platforms={summarizeWorkloads(items)} />
              </Panel>
              <Panel title={t('changes.lastDay')}>
                <ChangeList scope={{ entityRef }} pageSize={CHANGES} />
              </Panel>
              {totalItems > items.length && (
                <Notice severity="info">
                  {t('entity.truncated', {
                    shown: format.count(items.length),
                    total: format.count(totalItems),
                  })}
                </Notice>
              )}
              <WorkloadList scope={{ entityRef }} place={title} />
            </>
          )
        }
      </QueryState>
    </EntityStack>
  );
}
