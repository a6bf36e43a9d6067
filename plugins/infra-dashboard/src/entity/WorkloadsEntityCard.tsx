import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Typography from '@material-ui/core/Typography';
import { EntityVerdict } from '../components/EntityVerdict';
import { QueryState } from '../components/QueryState';
import { useEntityWorkloads } from '../hooks';
import { infraDashboardTranslationRef } from '../translation';
import { EntityCardFrame } from './EntityCardFrame';
import { EntityCoverage } from './EntityCoverage';
import { EntityStack } from './EntityStack';
import { PlatformSummaries } from './PlatformSummaries';
import { summarizeWorkloads } from './summarizeWorkloads';
import { useInfraEntity } from './useInfraEntity';

/** Clusters that a card names of those that are missing or old. */
const NAMED = 3;

/** Card of a component, a system, a group or a user: its workloads by platform and health. */
export function WorkloadsEntityCard() {
  const { entityRef, title } = useInfraEntity();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const query = useEntityWorkloads(entityRef);
  return (
    <EntityCardFrame>
      <QueryState query={query}>
        {({ items }) => (
          <EntityStack>
            {items.length === 0 ? (
              <Typography color="textSecondary">
                {t('entity.noneTitle')}
              </Typography>
            ) : (
              <>
                <EntityVerdict
                  entityRef={entityRef}
                  title={title}
                  workloads={items}
                />
                <PlatformSummaries platforms={summarizeWorkloads(items)} />
              </>
            )}
            <EntityCoverage workloads={items} limit={NAMED} />
          </EntityStack>
        )}
      </QueryState>
    </EntityCardFrame>
  );
}
