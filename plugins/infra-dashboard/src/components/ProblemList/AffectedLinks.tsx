import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Problem } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useListPaths, useWorkloadPath } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';

/** Replicas that are named: one is enough to see its events. */
const NAMED = 2;

/**
 * What is behind a problem. Of an app these are the replicas that fail: their pages have the
 * containers and events that say why.
 */
export function AffectedLinks({ problem }: { problem: Problem }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const paths = useListPaths();
  const pathOf = useWorkloadPath();
  const { affected, cluster, kind, node, workload } = problem;
  if (affected.total === 0) return null;
  if (kind === 'app-failed' || kind === 'app-degraded') {
    const replicas = affected.items.filter(({ id }) => id !== workload?.id);
    return (
      <>
        {replicas.slice(0, NAMED).map(one => (
          <div key={one.id}>
            <Link to={pathOf(one)}>{one.name}</Link>
          </div>
        ))}
      </>
    );
  }
  return (
    <div>
      <Link to={paths.workloads({ cluster, node })}>
        {t('problems.behind', { count: affected.total })}
      </Link>
    </div>
  );
}
