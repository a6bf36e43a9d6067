import { InfoCard } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { MINE, useOwnerScope } from '../components/OwnerField';
import { Verdict } from '../components/ProblemList';
import { QueryState } from '../components/QueryState';
import { useProblems } from '../hooks';
import { rootRouteRef } from '../routes';
import { infraDashboardTranslationRef } from '../translation';

/** Only the counts are shown. */
const ROWS = 1;

/** The verdict on the problems of an owner, or on all; each number leads to its list. */
function Problems({ owner }: { owner?: string }) {
  const root = useRouteRef(rootRouteRef)();
  const { resolve } = useOwnerScope();
  const query = useProblems(owner ? { owner: resolve(owner) } : {}, ROWS);
  return (
    <QueryState query={query}>
      {problems => (
        <Verdict
          problems={problems}
          pathOf={kind =>
            `${root}?${new URLSearchParams({
              ...(owner && { owner }),
              problem: kind,
            })}`
          }
        />
      )}
    </QueryState>
  );
}

/** What is wrong, for the home page: on all clusters, and with what the user owns. */
export function ProblemsWidget() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  const { hasOwn } = useOwnerScope();
  return (
    <InfoCard
      title={t('title')}
      deepLink={{ title: t('entity.details'), link: root }}
    >
      <Problems />
      {hasOwn && (
        <>
          <h3>{t('owner.mine')}</h3>
          <Problems owner={MINE} />
        </>
      )}
    </InfoCard>
  );
}
